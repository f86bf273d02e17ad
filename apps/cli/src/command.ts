/** One command of the operator's. */
export interface Command {
  readonly name: string;
  /** One line, for the list of all commands. */
  readonly summary: string;
  /** How it is called: what --help shows, and a wrong call is told. */
  readonly usage: string;
  /**
   * Reads its arguments before it loads what does the work, so that a wrong call is told at once.
   * @returns the exit code: 0 when it is done, 1 when it found faults
   * @throws Help, Misuse, Fault
   */
  readonly run: (args: readonly string[]) => Promise<number>;
}
