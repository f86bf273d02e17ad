/** What is to be tried, as the arguments say it. */
export interface Wanted {
  /** A name among the drafts, or a path. */
  readonly chart: string | undefined;
  readonly policy: string | undefined;
  /** Days of receipt, both included. */
  readonly received: { readonly from: string | undefined; readonly to: string | undefined };
  /** The report as JSON. */
  readonly json: boolean;
}
