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

/** Whether PostgreSQL has refused a statement, which then did nothing, and the connection goes on. */
export function isRefused(error: unknown): boolean {
  return error instanceof Error && 'severity' in error && error.severity === 'ERROR';
}

/** SQLSTATE 55P03: another held for too long what a statement waited for. */
export function isLockTimeout(error: unknown): error is Error & { readonly where?: string } {
  return error instanceof Error && 'code' in error && error.code === '55P03';
}

/**
 * Whether a statement waited for a key of this table, which another is about to write. PostgreSQL names the index that the
 * row was to go into, or with ON CONFLICT the table; of a row that was to be changed it names the row's own table.
 */
export function waitedForKeyOf(table: string, error: unknown): boolean {
  return isLockTimeout(error) && new RegExp(`\\b${table}(?:_pkey)?\\b`).test(error.where ?? '');
}
