/** What is to be done, as the arguments say it. */
export interface Wanted {
  readonly from: number;
  readonly to: number;
  /** The report as JSON. */
  readonly json: boolean;
  readonly does: 'survey' | Run;
}

export interface Run {
  readonly back: boolean;
  readonly by: string;
  readonly ground: string | undefined;
}
