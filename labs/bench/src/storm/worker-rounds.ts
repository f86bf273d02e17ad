import { setTimeout as sleep } from 'node:timers/promises';
import type { Instant } from '@huiyin/domain';
import { Fault } from '@huiyin/tools/fault';
import type { Pool } from 'pg';
import type { Programs } from '../stage/programs.ts';
import type { Storms } from './storms.ts';

/** From arming a storm to its moment: time to write its cases and to start the worker. @unit milliseconds */
const leadFor = (cases: number) => 12_000 + cases;
/** A worker that has less time than this before the storm is not ready for it. @unit milliseconds */
const LEAST_LEAD_MS = 1_000;
/** @unit milliseconds */
const LOOK_MS = 200;

export interface WorkerRound {
  /** From the deadline until the last case was fired. @unit milliseconds */
  readonly ms: number;
  /** The same until the last alert was in its inbox. @unit milliseconds */
  readonly alertsMs: number;
  /** The most that the worker had. @unit MiB */
  readonly memory: number | null;
}

/** One storm through the real worker. @throws Fault */
export async function workerRound(
  programs: Programs,
  storms: Storms,
  { cases, redisUrl }: { readonly cases: number; readonly redisUrl: string | undefined },
): Promise<WorkerRound> {
  const dueAt = Date.now() + leadFor(cases);
  await storms.prepare(cases, dueAt);
  const worker = await programs.service('worker', storms.database.url, redisUrl);
  if (Date.now() > dueAt - LEAST_LEAD_MS)
    throw new Fault('the storm was not ready in time: this machine is too busy to measure on');
  await untilNone(storms.pool, 'petition_case WHERE wake_at <= $1', [new Date(dueAt)]);
  await untilNone(storms.pool, 'case_effect WHERE done_at IS NULL');
  const { most } = await worker.memory();
  await programs.stop(worker);
  const { fired, firedBy, alertsBy } = await outcome(storms.pool, dueAt);
  if (fired !== cases) throw new Fault(`the worker fired ${fired} of ${cases}`);
  return { ms: firedBy - dueAt, alertsMs: alertsBy - dueAt, memory: most };
}

async function untilNone(pool: Pool, rows: string, values: readonly unknown[] = []): Promise<void> {
  while ((await pool.query(`SELECT FROM ${rows} LIMIT 1`, [...values])).rowCount !== 0) await sleep(LOOK_MS);
}

/** When the last of the storm was committed, by PostgreSQL's own notes. */
const OUTCOME = `
  SELECT count(DISTINCT c.id)::int AS fired, max(pg_xact_commit_timestamp(c.xmin)) AS "firedBy",
    max(pg_xact_commit_timestamp(a.xmin)) AS "alertsBy"
  FROM case_event e JOIN petition_case c ON c.id = e.case_id
  LEFT JOIN alert a ON a.case_id = e.case_id AND a.seq = e.seq
  WHERE e.kind = 'timer' AND e.at = $1`;

async function outcome(pool: Pool, dueAt: Instant) {
  const { rows } = await pool.query<{ fired: number; firedBy: Date | null; alertsBy: Date | null }>(OUTCOME, [
    new Date(dueAt),
  ]);
  const { fired = 0, firedBy, alertsBy } = rows[0] ?? {};
  if (!firedBy || !alertsBy) throw new Fault('the worker fired nothing, or delivered no alert');
  return { fired, firedBy: firedBy.getTime(), alertsBy: alertsBy.getTime() };
}
