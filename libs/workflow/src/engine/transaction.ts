import type { Pool, PoolClient } from 'pg';

/**
 * Runs the work in one transaction on one connection; an error rolls back whatever it did.
 * @param begin the statement that opens it, for another isolation than the usual
 */
export async function inTransaction<T>(pool: Pool, work: (db: PoolClient) => Promise<T>, begin = 'BEGIN'): Promise<T> {
  const db = await pool.connect();
  let broken: Error | undefined;
  // A connection that is lost says so by an event, which nobody else hears while it is lent out and which would end the
  // process; the statement that was under way fails as well.
  const lost = (error: Error): void => void (broken = error);
  db.on('error', lost);
  try {
    await db.query(begin);
    const result = await work(db);
    await db.query('COMMIT');
    return result;
  } catch (error) {
    await db.query('ROLLBACK').catch(lost);
    throw error;
  } finally {
    db.off('error', lost);
    db.release(broken);
  }
}
