import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Number of the process at the head of a PostgreSQL; null while there is none. @param home see tools/postgres/cluster.mjs */
export async function postmasterOf(home: string): Promise<number | null> {
  const [pid] = (await readFile(join(home, 'cluster', 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  return pid ? Number(pid) : null;
}
