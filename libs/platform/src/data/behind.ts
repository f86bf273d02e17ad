/** What PostgreSQL says of a table or a column that is not there. */
const MISSING = ['42P01', '42703'];

/** Whether an error says that the database has not been brought up to this program's version. */
export function isDatabaseBehind(error: unknown): boolean {
  return error instanceof Error && 'code' in error && MISSING.includes(String(error.code));
}
