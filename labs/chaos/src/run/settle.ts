import { setTimeout as sleep } from 'node:timers/promises';
import type { Witness } from '../system/witness.ts';
import type { ClockMover } from '../time/clock-mover.ts';

/** An effect that failed once is tried again after a minute. @unit milliseconds */
const QUIET_WITHIN_MS = 150_000;
/** The last leap, so that something is due at the very end. @unit milliseconds of legal time */
const LAST_LEAP_MS = 12 * 86_400_000;
/** How long one answer to it is waited for. @unit milliseconds */
const LEAP_WITHIN_MS = 60_000;

const OWED = `
  SELECT (SELECT count(*) FROM petition_case WHERE wake_at <= (SELECT now FROM virtual_clock))::int AS timers,
         (SELECT count(*) FROM case_effect WHERE done_at IS NULL)::int AS effects,
         (SELECT count(*) FROM delivery WHERE delivered_at IS NULL AND given_up_at IS NULL)::int AS deliveries`;
interface Owed {
  readonly timers: number;
  readonly effects: number;
  readonly deliveries: number;
}

/** The waiting times between attempts, and the leases of processes that were killed, are not waited for. */
const HASTEN = 'UPDATE delivery SET next_attempt_at = now() WHERE delivered_at IS NULL AND given_up_at IS NULL';
/** Longer than a letter takes, so that few are sent twice. @unit milliseconds */
const HASTEN_EVERY_MS = 10_000;

/** Moves the clock once more and waits until the workers have done all they owe, or the time is over: then it is found. */
export async function settle(clock: ClockMover, witness: Witness): Promise<void> {
  const latest = Date.now() + QUIET_WITHIN_MS;
  for (let leap = LAST_LEAP_MS; !(await clock.moveBy(leap, LEAP_WITHIN_MS)); leap = 0) {
    if (Date.now() > latest) return;
    await sleep(500);
  }
  for (let hastenedAt = 0; Date.now() <= latest && (await isOwed(witness)); await sleep(200)) {
    if (Date.now() <= hastenedAt + HASTEN_EVERY_MS) continue;
    await witness.query(HASTEN);
    hastenedAt = Date.now();
  }
}

/** Whether the workers still owe something. */
async function isOwed(witness: Witness): Promise<boolean> {
  const [owed] = await witness.query<Owed>(OWED);
  return !owed || owed.timers + owed.effects + owed.deliveries > 0;
}
