import { readFile } from 'node:fs/promises';
import type { CommandConfig } from '@huiyin/platform';
import { Fault } from '@huiyin/tools/fault';
import { clusterIn, serverIn, user } from '@huiyin/tools/postgres/cluster';
import { dataFolders } from '@huiyin/tools/start/data-folder';
import type { Places } from '@huiyin/tools/start/data-folder';

/**
 * The database that a command works on: the one that is named, or the demo's while it is running.
 * @throws Fault when neither is there
 */
export async function databaseUrl(
  { databaseUrl: named, dataFolder }: Pick<CommandConfig, 'databaseUrl' | 'dataFolder'>,
  places?: Places,
): Promise<string> {
  if (named !== undefined) return named;
  const folders = dataFolders(dataFolder === undefined ? {} : { HUIYIN_DATA_DIR: dataFolder }, places);
  for (const cluster of folders.map((folder) => clusterIn(folder))) {
    const server = await serverIn(cluster);
    const password = server && (await readFile(cluster.passwordFile, 'utf8').catch(() => null));
    if (password) return `postgres://${user}:${encodeURIComponent(password.trim())}@127.0.0.1:${server.port}/huiyin`;
  }
  throw new Fault(
    `No demo is running on ${folders.join(' or ')}. Start one with npm start, or set DATABASE_URL to the database that is meant.`,
  );
}
