import type { Pool } from 'pg';
import type { Say } from '../progress.ts';

const WITHOUT_KEY = `
  SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition
  FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
  WHERE c.relnamespace = 'public'::regnamespace AND NOT i.indisunique ORDER BY c.reltuples`;

/** Does the work without the indexes that no key rests on, and builds them afterwards in one go, which is far quicker. */
export async function withoutIndexes(pool: Pool, work: () => Promise<void>, say: Say): Promise<void> {
  const { rows } = await pool.query<{ name: string; definition: string }>(WITHOUT_KEY);
  for (const { name } of rows) await pool.query(`DROP INDEX ${name}`);
  await work();
  const db = await pool.connect();
  await db.query(`SET maintenance_work_mem = '1GB'`);
  for (const { name, definition } of rows) {
    say(`growth: index ${name}`);
    await db.query(definition);
  }
  db.release(true); // with its setting
}
