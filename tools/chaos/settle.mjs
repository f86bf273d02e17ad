import { setTimeout as sleep } from 'node:timers/promises';

/** An effect that failed once is tried again after a minute. @unit milliseconds */
const QUIET_WITHIN_MS = 150_000;
/** The last leap, so that something is due at the very end. @unit milliseconds of legal time */
const LAST_LEAP_MS = 12 * 86_400_000;

const OWED = `
  SELECT (SELECT count(*) FROM petition_case WHERE wake_at <= (SELECT now FROM virtual_clock))::int AS timers,
         (SELECT count(*) FROM case_effect WHERE done_at IS NULL)::int AS effects`;

/** Moves the clock once more and waits until the workers have done all they owe, or the time is over: then it is found. */
export async function settle({ clock, line, witness }) {
  line.say('waiting until nothing is owed');
  const latest = Date.now() + QUIET_WITHIN_MS;
  for (let leap = LAST_LEAP_MS; !(await clock.moveBy(leap, { patienceMs: 60_000 })); leap = 0) {
    if (Date.now() > latest) return;
    await sleep(500);
  }
  for (;;) {
    const [{ timers, effects }] = await witness.query(OWED);
    if ((timers === 0 && effects === 0) || Date.now() > latest) return;
    await sleep(200);
  }
}
