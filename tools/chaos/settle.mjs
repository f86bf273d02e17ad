import { setTimeout as sleep } from 'node:timers/promises';

/** An effect that failed once is tried again after a minute. @unit milliseconds */
const QUIET_WITHIN_MS = 150_000;
/** The last leap, so that something is due at the very end. @unit milliseconds of legal time */
const LAST_LEAP_MS = 12 * 86_400_000;

const OWED = `
  SELECT (SELECT count(*) FROM petition_case WHERE wake_at <= (SELECT now FROM virtual_clock))::int AS timers,
         (SELECT count(*) FROM case_effect WHERE done_at IS NULL)::int AS effects,
         (SELECT count(*) FROM delivery WHERE delivered_at IS NULL AND given_up_at IS NULL)::int AS deliveries`;

/** The waiting times between attempts, and the leases of processes that were killed, are not waited for. */
const HASTEN = 'UPDATE delivery SET next_attempt_at = now() WHERE delivered_at IS NULL AND given_up_at IS NULL';
/** Longer than a letter takes, so that few are sent twice. @unit milliseconds */
const HASTEN_EVERY_MS = 10_000;

/** Moves the clock once more and waits until the workers have done all they owe, or the time is over: then it is found. */
export async function settle({ clock, line, witness }) {
  line.say('waiting until nothing is owed');
  const latest = Date.now() + QUIET_WITHIN_MS;
  for (let leap = LAST_LEAP_MS; !(await clock.moveBy(leap, { patienceMs: 60_000 })); leap = 0) {
    if (Date.now() > latest) return;
    await sleep(500);
  }
  for (let hastenedAt = 0; ;) {
    const [{ timers, effects, deliveries }] = await witness.query(OWED);
    if (timers + effects + deliveries === 0 || Date.now() > latest) return;
    if (Date.now() > hastenedAt + HASTEN_EVERY_MS) {
      await witness.query(HASTEN);
      hastenedAt = Date.now();
    }
    await sleep(200);
  }
}
