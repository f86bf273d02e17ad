import { HuiyinError } from '@huiyin/domain';
import type { Verdict } from '@huiyin/domain';
import { passing } from './troubles.ts';

/** How long what has failed waits before it is tried again. */
export interface Waiting {
  /** After the first attempt in vain; it doubles with each that follows. @unit milliseconds */
  readonly firstWaitMs: number;
  /** @unit milliseconds */
  readonly longestWaitMs: number;
}

const SOON: Waiting = { firstWaitMs: 5_000, longestWaitMs: 300_000 };
/** Waiting mends nothing: it is tried now and then all the same, so that whoever has mended it need not remember it. */
const HOURLY: Waiting = { firstWaitMs: 3_600_000, longestWaitMs: 3_600_000 };

const BY_VERDICT: Readonly<Record<Verdict, Waiting>> = { retry: SOON, conflict: SOON, reject: HOURLY };

/** The verdict on whatever was thrown; undefined where nobody foresaw it. */
export function verdictOn(error: unknown): Verdict | undefined {
  if (error instanceof HuiyinError) return error.verdict;
  return passing(error) && 'retry';
}

/**
 * @param otherwise how long it waits where nobody foresaw the error
 * @param attempt the one that has failed, counted from 1
 * @returns milliseconds
 */
export function waitAfter(verdict: Verdict | undefined, otherwise: Waiting, attempt: number): number {
  const { firstWaitMs, longestWaitMs } = verdict === undefined ? otherwise : BY_VERDICT[verdict];
  return Math.min(firstWaitMs * 2 ** (attempt - 1), longestWaitMs);
}

/** What becomes of work that has failed and is not forgotten. */
export interface Setback {
  readonly error: Error;
  readonly verdict: Verdict | undefined;
  /** Whether it has not failed in just this way before. */
  readonly isNew: boolean;
  /** @unit milliseconds */
  readonly waitMs: number;
}

/** What is kept of the attempts before: how many were in vain, and what the last of them said. */
export interface InVain {
  readonly attempts: number;
  readonly lastError: string | null;
}

const NEVER: InVain = { attempts: 0, lastError: null };

/** @param otherwise as for `waitAfter` */
export function setback(error: Error, otherwise: Waiting, { attempts, lastError } = NEVER): Setback {
  const verdict = verdictOn(error);
  return { error, verdict, isNew: error.message !== lastError, waitMs: waitAfter(verdict, otherwise, attempts + 1) };
}
