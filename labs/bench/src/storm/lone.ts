import { setTimeout as sleep } from 'node:timers/promises';
import { createLogger, Doorbell, openQueue } from '@huiyin/platform';
import { systemClock } from '@huiyin/workflow';
import type { Pool } from 'pg';
import { percentile, sorted } from '../stats.ts';
import type { Storms } from './storms.ts';

/** How long before its deadline a case is armed. @unit milliseconds */
const AHEAD_MS = 1_500;
/** How long after its deadline the last one may be fired. @unit milliseconds */
const PATIENCE_MS = 1_000;
const HOUR_MS = 3_600_000;

/** Far enough apart for each to be alone in its bucket, and at every place within one. @unit milliseconds */
const pauseAfter = (sample: number) => 330 + ((sample * 37) % 100);

/** How late deadlines were. One that was not fired at all is later than any. @unit milliseconds */
export interface Lateness {
  readonly n: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** How late a deadline is on record as fired, when nothing else is due: armed and announced as by the API, then awaited. */
export async function measureLone(
  storms: Storms,
  { redisUrl, samples }: { readonly redisUrl: string | undefined; readonly samples: number },
): Promise<Lateness> {
  const doorbell = await openDoorbell(storms.database.url, redisUrl);
  const ids: string[] = [];
  for (let sample = 0; sample < samples; sample++) {
    const dueAt = Date.now() + AHEAD_MS;
    ids.push(await storms.arm(dueAt));
    doorbell.announce({ wakeAt: [dueAt], effects: 0 });
    await sleep(pauseAfter(sample));
  }
  await sleep(AHEAD_MS + PATIENCE_MS);
  await doorbell.close();
  const late = await latenessOf(storms.pool, ids);
  return spread([...late, ...Array<number>(samples - late.length).fill(Number.POSITIVE_INFINITY)]);
}

async function openDoorbell(databaseUrl: string, redisUrl: string | undefined): Promise<Doorbell> {
  const servers = { databaseUrl, redisUrl };
  const queues = { timers: openQueue('timers', servers), effects: openQueue('effects', servers) };
  await Promise.all(Object.values(queues).map((queue) => queue.waitUntilReady()));
  const logger = createLogger('bench', 'silent');
  return new Doorbell({ queues, clock: systemClock, virtual: false, horizonMs: HOUR_MS, logger });
}

/** From the due time to the commit. */
async function latenessOf(pool: Pool, ids: readonly string[]): Promise<number[]> {
  const { rows } = await pool.query<{ late: number }>(
    `SELECT extract(epoch FROM pg_xact_commit_timestamp(c.xmin) - e.at)::float * 1000 AS late
     FROM case_event e JOIN petition_case c ON c.id = e.case_id WHERE e.kind = 'timer' AND e.case_id = ANY($1)`,
    [ids],
  );
  return rows.map(({ late }) => late);
}

function spread(values: readonly number[]): Lateness {
  const inOrder = sorted(values);
  return {
    n: inOrder.length,
    ...{ p50: percentile(inOrder, 0.5), p99: percentile(inOrder, 0.99), max: percentile(inOrder, 1) },
  };
}
