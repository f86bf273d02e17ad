// The database that commands work on: DATABASE_URL, or the demo's while it is running.
import { readFile } from 'node:fs/promises';
import { Fault } from './fault.mjs';
import { addressOf, clusterIn, serverIn } from './postgres/cluster.mjs';
import { dataFolders } from './start/data-folder.mjs';

/**
 * @param {Readonly<NodeJS.ProcessEnv>} [env]
 * @param {import('./start/data-folder.mjs').Places} [places]
 * @returns {Promise<string>} its address
 * @throws Fault when no demo is running
 */
export async function databaseUrl(env = process.env, places) {
  if (env.DATABASE_URL) return env.DATABASE_URL;
  const folders = dataFolders(env, places);
  for (const cluster of folders.map((folder) => clusterIn(folder))) {
    const server = await serverIn(cluster);
    const password = server && (await readFile(cluster.passwordFile, 'utf8').catch(() => null));
    if (password) return addressOf({ password, port: server.port, database: 'huiyin' });
  }
  throw new Fault(
    `No demo is running on ${folders.join(' or ')}. Start one with npm start, or set DATABASE_URL to the database that is meant.`,
  );
}
