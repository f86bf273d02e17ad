import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCommandConfig } from '@huiyin/platform';
import { startPostgres } from '@huiyin/tools/postgres';
import type { Postgres } from '@huiyin/tools/postgres';

/** Does a work on the database that is named, else on a server of its own that is gone afterwards. */
export async function onDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  const { databaseUrl } = readCommandConfig();
  if (databaseUrl !== undefined) return work(databaseUrl);
  const folder = await mkdtemp(join(tmpdir(), 'huiyin-simulate-'));
  let postgres: Postgres | undefined;
  try {
    await chmod(folder, 0o755); // root's PostgreSQL runs under another account, which has to get in
    postgres = await startPostgres({ folder, durable: false, holder: 'npm run simulate' });
    await postgres.ensureDatabase('huiyin');
    return await work(postgres.url('huiyin'));
  } finally {
    await postgres?.stop('immediate');
    await rm(folder, { recursive: true, force: true });
  }
}
