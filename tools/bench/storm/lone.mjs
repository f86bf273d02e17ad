import { setTimeout as sleep } from 'node:timers/promises';
import { spread } from '../stats.mjs';

const [{ Doorbell, QUEUES }, { openQueue }, { systemClock }] = await Promise.all([
  import('../../../libs/platform/dist/index.js'),
  import('../../../libs/platform/dist/queue/backend.js'),
  import('../../../libs/workflow/dist/index.js'),
]);

const AHEAD_MS = 1_500;
const HOUR_MS = 3_600_000;

/** Far enough apart for each to be alone in its bucket, and at every place within one. */
const pauseAfter = (sample) => 330 + ((sample * 37) % 100);

/** How late a deadline is on record as fired, when nothing else is due: armed and announced as by the API, then awaited. */
export async function measureLone({ databaseUrl, pool, arm }, { env, samples }) {
  const servers = { databaseUrl, redisUrl: env.REDIS_URL };
  const queues = Object.fromEntries(Object.keys(QUEUES).map((name) => [name, openQueue(name, servers)]));
  await Promise.all(Object.values(queues).map((queue) => queue.waitUntilReady()));
  const logger = { info: () => undefined, warn: () => undefined };
  const doorbell = new Doorbell({ queues, clock: systemClock, virtual: false, horizonMs: HOUR_MS, logger });
  const ids = [];
  for (let sample = 0; sample < samples; sample += 1) {
    const dueAt = Date.now() + AHEAD_MS;
    ids.push(await arm(dueAt));
    doorbell.announce({ wakeAt: [dueAt], effects: 0 });
    await sleep(pauseAfter(sample));
  }
  await sleep(AHEAD_MS + 1_000);
  await doorbell.close();
  const { rows } = await pool.query(
    `SELECT extract(epoch FROM pg_xact_commit_timestamp(c.xmin) - e.at)::float * 1000 AS late
     FROM case_event e JOIN petition_case c ON c.id = e.case_id WHERE e.kind = 'timer' AND e.case_id = ANY($1)`,
    [ids],
  );
  const late = rows.map((row) => row.late);
  // One that was not fired at all by now is later than any.
  return spread([...late, ...Array.from({ length: samples - late.length }, () => Number.POSITIVE_INFINITY)]);
}
