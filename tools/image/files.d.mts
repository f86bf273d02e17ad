export interface Step {
  readonly word: string;
  readonly rest: string;
}

export interface Copy {
  readonly from: string | null;
  readonly sources: readonly string[];
  readonly target: string;
}

export const root: URL;
export function textOf(file: string): string;
export function stepsOf(): Step[];
export function copiesOf(steps: readonly Step[]): Copy[];
export function copyOf(step: Step): Copy;
export function isInContext(path: string): boolean;
export function leadsIntoContext(folder: string): boolean;
