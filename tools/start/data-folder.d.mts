export interface Places {
  readonly repository: string;
  readonly others: string;
}

export function dataFolders(env: Readonly<Record<string, string>>, places?: Places): string[];
