import type { Pool, PoolClient } from 'pg';

/** Runs the work in one transaction on one connection; an error rolls back whatever it did. */
export async function inTransaction<T>(pool: Pool, work: (db: PoolClient) => Promise<T>): Promise<T> {
  const db = await pool.connect();
  let broken: Error | undefined;
  try {
    await db.query('BEGIN');
    const result = await work(db);
    await db.query('COMMIT');
    return result;
  } catch (error) {
    await db.query('ROLLBACK').catch((failure: Error) => (broken = failure));
    throw error;
  } finally {
    db.release(broken);
  }
}

/** SQLSTATE 23505. */
export function isUniqueViolation(error: unknown, constraint: string): boolean {
  return isDatabaseError(error) && error.code === '23505' && error.constraint === constraint;
}

/** SQLSTATE 55P03. */
export function isLockTimeout(error: unknown): boolean {
  return isDatabaseError(error) && error.code === '55P03';
}

function isDatabaseError(error: unknown): error is { code: string; constraint?: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}
