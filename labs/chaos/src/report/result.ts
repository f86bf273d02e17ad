import type { Deeds } from '../hand/hand.ts';
import type { Backend } from '../system/messages.ts';

/** What came of one run: what was done to the system, what was counted, and what is wrong. */
export interface Result {
  readonly backend: Backend;
  readonly seed: number;
  readonly seconds: number;
  readonly hand: Deeds;
  readonly counts: Readonly<Record<string, number>>;
  readonly violations: readonly string[];
}
