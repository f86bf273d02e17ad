export function chartOf(workflow: object): Promise<{
  readonly files: Readonly<Record<'stages.svg' | 'stages.md' | 'law.md', string>>;
  readonly report: string;
  readonly faults: readonly string[];
}>;
