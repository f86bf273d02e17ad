// Makes many cases out of a few that the real engine wrote, set-wise in SQL. A copy is as good as its original: its chain
// of hashes is computed anew over its own id, so that `npm run audit` finds nothing to say about it.
import { canonical, historyEntryFromRow, inTransaction } from '@huiyin/workflow';
import type { EntryRow } from '@huiyin/workflow';
import type { Pool } from 'pg';
import { COPY } from './multiply.sql.ts';
import type { Batch } from './multiply.sql.ts';

/** Cases copied in one transaction. */
const BATCH = 10_000;
/** Copying is work for the processor, and the machine has others to do it beside. */
const CONNECTIONS = 2;

export interface MultiplyOptions {
  /** How far a copy's id, by which the worklist is sorted, lies around its original's, to either side. */
  readonly days?: number;
  /** Told after each batch how many cases are copied. */
  readonly each?: (done: number) => void;
}

/** Adds `count` cases, taking the originals in turn. */
export async function multiply(
  pool: Pool,
  originals: readonly string[],
  count: number,
  { days = 0, each = () => {} }: MultiplyOptions = {},
): Promise<void> {
  await noteLines(pool, originals);
  let begun = 0;
  let done = 0;
  const copying = async () => {
    while (begun < count) {
      const size = Math.min(BATCH, count - begun);
      const from = begun;
      begun += size;
      await copyBatch(pool, { from, size, originals: originals.length, days });
      each((done += size));
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, copying));
  await pool.query('DROP TABLE bench_line, bench_original');
}

/** Each line of the originals as the text that is hashed. */
async function noteLines(pool: Pool, originals: readonly string[]): Promise<void> {
  const { rows } = await pool.query<EntryRow>('SELECT * FROM case_event WHERE case_id = ANY($1)', [originals]);
  const lines = rows.map(historyEntryFromRow).map(({ hash: _hash, recordedAt: _lateness, ...happened }) => ({
    original: happened.caseId,
    seq: happened.seq,
    previous: happened.previous,
    hashed: canonical(happened),
  }));
  await pool.query('CREATE UNLOGGED TABLE bench_original (n int PRIMARY KEY, id uuid)');
  await pool.query('INSERT INTO bench_original SELECT n - 1, id FROM unnest($1::uuid[]) WITH ORDINALITY AS o(id, n)', [
    originals,
  ]);
  await pool.query(
    'CREATE UNLOGGED TABLE bench_line (original uuid, seq int, previous text, hashed text, PRIMARY KEY (original, seq))',
  );
  await pool.query(
    `INSERT INTO bench_line SELECT l.* FROM json_to_recordset($1) AS l(original uuid, seq int, previous text, hashed text)`,
    [JSON.stringify(lines)],
  );
  await pool.query('ANALYZE bench_original, bench_line');
}

async function copyBatch(pool: Pool, batch: Batch): Promise<void> {
  await inTransaction(pool, async (db) => {
    // Copies refer to one another as their originals do; checking it a million times is no part of what is measured.
    await db.query('SET LOCAL session_replication_role = replica');
    await db.query('SET LOCAL synchronous_commit = off');
    await db.query(COPY.cases(batch));
    await db.query(COPY.chains);
    await db.query('ANALYZE copy, chain');
    for (const statement of COPY.rows) await db.query(statement);
  });
}
