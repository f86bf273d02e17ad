// Databases with many cases: a thousand real histories, delivered by the real worker, and as many copies as are wanted.
import { setTimeout as sleep } from 'node:timers/promises';
import { migrate } from '@huiyin/platform';
import { multiply } from '../copies/multiply.ts';
import type { Say } from '../progress.ts';
import type { Database } from '../stage/databases.ts';
import type { Stage } from '../stage/stage.ts';
import { writeHistories } from './histories.ts';
import { withoutIndexes } from './indexes.ts';
import { importCounty } from './organisation.ts';

const HISTORIES = 1_000;
const ORIGINALS = 'growth_originals';
/** How far the id of a copy, by which the worklist is sorted, lies around its original's. */
const DAYS_APART = 10;
/** @unit milliseconds */
const LOOK_MS = 100;

/** What making a database took. */
export interface Seeding {
  readonly ms: number;
  readonly gigabytes: number;
}

export interface Seeded {
  readonly database: Database;
  /** Null for one that was there. */
  readonly seeding: Seeding | null;
}

/** A database of so many cases, made unless it is there. */
export async function seeded(stage: Stage, name: string, cases: number, say: Say): Promise<Seeded> {
  const { databases } = stage;
  if (await databases.isComplete(name, cases)) return { database: databases.named(name), seeding: null };
  const originals = await originalsIn(stage, say);
  const startedAt = Date.now();
  const database = await databases.create(name, ORIGINALS);
  const { pool } = database;
  const each = (done: number) => say(`growth: writing ${cases} cases`, done / cases);
  const copies = cases - originals.length;
  await withoutIndexes(pool, () => multiply(pool, originals, copies, { days: DAYS_APART, each }), say);
  say('growth: vacuum and analyze');
  await pool.query('VACUUM (ANALYZE)');
  await pool.query('CHECKPOINT');
  const size = 'SELECT pg_database_size(current_database())::float / 1e9 AS gigabytes';
  const { rows } = await pool.query<{ gigabytes: number }>(size);
  await databases.markComplete(database, cases);
  return { database, seeding: { ms: Date.now() - startedAt, gigabytes: rows[0]?.gigabytes ?? Number.NaN } };
}

async function originalsIn(stage: Stage, say: Say): Promise<string[]> {
  const { databases } = stage;
  if (!(await databases.isComplete(ORIGINALS, HISTORIES))) {
    const database = await databases.create(ORIGINALS);
    await makeOriginals(stage, database, say);
    await databases.markComplete(database, HISTORIES);
  }
  const { rows } = await databases
    .named(ORIGINALS)
    .pool.query<{ id: string }>('SELECT id FROM petition_case ORDER BY id');
  return rows.map(({ id }) => id);
}

async function makeOriginals({ programs }: Stage, { url, pool }: Database, say: Say): Promise<void> {
  await migrate({ databaseUrl: url });
  const townships = await importCounty(url);
  const each = (done: number) => say(`growth: ${HISTORIES} real histories`, done / HISTORIES);
  await writeHistories(url, townships, HISTORIES, each);
  say('growth: their alerts');
  const worker = await programs.service('worker', url);
  const owed = 'SELECT FROM case_effect WHERE done_at IS NULL LIMIT 1';
  while ((await pool.query(owed)).rowCount !== 0) await sleep(LOOK_MS);
  await programs.stop(worker);
}
