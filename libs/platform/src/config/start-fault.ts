import { HuiyinError } from '@huiyin/domain';
import { isDatabaseBehind } from '../data/behind.ts';

/** Whether the message of an error tells all that is needed to put it right, so that nobody needs its stack. */
export function isExplained(error: unknown): boolean {
  return error instanceof HuiyinError;
}

/** Why a program does not start: one line where somebody can put it right, the whole stack where it is not foreseen. */
export function startFault(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (isExplained(error)) return error.message;
  const { code, port } = error as { code?: string; port?: number };
  if (code === 'EADDRINUSE') return `port ${port} is taken: choose another (PORT, of a worker WORKER_PORT)`;
  if (code === 'EACCES' && port !== undefined) return `port ${port} may not be used: choose one above 1023`;
  if (isDatabaseBehind(error))
    return `the database is not up to date with this program (${error.message}): npm run migrate`;
  return String(error.stack);
}
