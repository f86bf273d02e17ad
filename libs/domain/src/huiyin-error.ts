/**
 * What whoever meets an error should do: give up, since no waiting mends it (`reject`), read again and decide (`conflict`),
 * or try the same again a little later (`retry`).
 */
export type Verdict = 'reject' | 'conflict' | 'retry';

/**
 * Base of every error that is thrown on purpose and leaves its room. Programs go by `code` and `verdict`; the message is
 * for people, and says all that they need. A broken invariant is no such error: it stays a plain `Error`, with its stack.
 */
export abstract class HuiyinError extends Error {
  /** Names the kind, and is never changed: logs, stored rows and callers rest on it. */
  abstract readonly code: string;
  abstract readonly verdict: Verdict;
  /** Each thing that is wrong, where several can be. */
  declare readonly faults?: readonly unknown[];

  override get name(): string {
    return this.constructor.name;
  }
}

/** A message that names every fault, one a line, so that one correction mends them all. */
export function withFaults(what: string, faults: readonly string[]): string {
  return `${what}:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`;
}
