/** Does the work without the indexes that no key rests on, and builds them afterwards in one go, which is far quicker. */
export async function withoutIndexes(pool, work, progress) {
  const { rows } = await pool.query(`
    SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition
    FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
    WHERE c.relnamespace = 'public'::regnamespace AND NOT i.indisunique ORDER BY c.reltuples`);
  for (const { name } of rows) await pool.query(`DROP INDEX ${name}`);
  await work();
  const db = await pool.connect();
  await db.query(`SET maintenance_work_mem = '1GB'`);
  for (const { name, definition } of rows) {
    progress.say(`growth: index ${name}`);
    await db.query(definition);
  }
  db.release(true); // with its setting
}
