import { InvalidLaw } from '@huiyin/office';
import { ConfigError } from './env.ts';

/** What PostgreSQL says of a table or a column that is not there. */
const BEHIND = ['42P01', '42703'];

/** Why a program does not start: one line where somebody can put it right, the whole stack where it is not foreseen. */
export function startFault(error: unknown): string {
  if (error instanceof ConfigError || error instanceof InvalidLaw) return error.message;
  if (!(error instanceof Error)) return String(error);
  const { code, port } = error as { code?: string; port?: number };
  if (code === 'EADDRINUSE') return `port ${port} is taken: choose another (PORT, of a worker WORKER_PORT)`;
  if (code === 'EACCES' && port !== undefined) return `port ${port} may not be used: choose one above 1023`;
  if (code !== undefined && BEHIND.includes(code))
    return `the database is not up to date with this program (${error.message}): npm run migrate`;
  return String(error.stack);
}
