import { cpus, totalmem } from 'node:os';
import type { Pool } from 'pg';

/** Where and when it was measured. */
export interface Machine {
  readonly date: string;
  readonly cpu: string;
  readonly memoryGiB: number;
  readonly node: string;
  readonly postgres: string;
  /** Null where none was started. */
  readonly redis: string | null;
}

export async function describeMachine(pool: Pool, redis: string | null): Promise<Machine> {
  const { rows } = await pool.query<{ server_version: string }>('SHOW server_version');
  const processors = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    cpu: `${processors.length} × ${processors[0]?.model.trim() ?? 'unknown'}`,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    postgres: rows[0]?.server_version ?? 'unknown',
    redis,
  };
}
