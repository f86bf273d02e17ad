import type { Waiting } from '@huiyin/workflow';

/** Something to be delivered. */
export interface Outgoing {
  /** The same at every attempt: the receiver can tell a repeat by it. */
  readonly id: string;
  readonly kind: string;
  readonly target: string;
  readonly payload: unknown;
  /** Which attempt this is, counted from 1. */
  readonly attempt: number;
}

/** How a kind is delivered, and how long it waits between attempts. */
export interface DeliveryPolicy extends Waiting {
  /** After so many attempts it is given up. */
  readonly attempts: number;
  /** An attempt that takes longer has failed. @unit milliseconds */
  readonly timeoutMs: number;
  /** How many are delivered at the same time, so that a slow receiver does not hold up the others. */
  readonly lanes: number;
}

/** Sixteen attempts within some two days. */
export const USUAL_POLICY: DeliveryPolicy = {
  attempts: 16,
  firstWaitMs: 60_000,
  longestWaitMs: 6 * 3_600_000,
  timeoutMs: 30_000,
  lanes: 4,
};

/** Delivers what leaves the system, one at a time, after the commit and outside any transaction: at least once. */
export interface Deliverer {
  readonly kind: string;
  readonly policy: DeliveryPolicy;
  /**
   * @param signal aborted when the time is over or the program stops
   * @throws Undeliverable, or whatever else has the verdict `reject`, for what no further attempt can deliver; any other error
   * is tried again
   */
  deliver(outgoing: Outgoing, signal: AbortSignal): Promise<void>;
  /** Ends its connections; called once, at the stop of the program. */
  close?(): void;
}
