// The database that commands work on: DATABASE_URL, or the demo's while it is running.
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Fault } from './fault.mjs';

const repository = fileURLToPath(new URL('..', import.meta.url));

export async function databaseUrl(env = process.env) {
  if (env.DATABASE_URL) return env.DATABASE_URL;
  const folder = join(resolve(repository, env.HUIYIN_DATA_DIR ?? '.data'), 'postgres');
  try {
    const password = await readFile(join(folder, 'password'), 'utf8');
    // The fourth line of PostgreSQL's lock file is the port.
    const port = (await readFile(join(folder, 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[3];
    return `postgres://huiyin:${encodeURIComponent(password.trim())}@127.0.0.1:${port}/huiyin`;
  } catch {
    throw new Fault(
      `No demo is running on ${folder}. Start one with npm start, or set DATABASE_URL to the database that is meant.`,
    );
  }
}
