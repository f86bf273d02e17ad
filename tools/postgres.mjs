// PostgreSQL for a machine that has none: the real server, from an npm package, in a folder of ours, on loopback.
import { readFile, realpath } from 'node:fs/promises';
import { Fault } from './fault.mjs';
import { canEnter, cannotEnter, serverAccount } from './postgres/account.mjs';
import { addressOf, clusterIn } from './postgres/cluster.mjs';
import { createCluster } from './postgres/create.mjs';
import { HeldServer } from './postgres/held-server.mjs';
import { takeHold, whenLeft } from './postgres/hold.mjs';
import { serverPrograms } from './postgres/programs.mjs';
import { bringUp, findServer, shutDown } from './postgres/server.mjs';

const always = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
};
const forgetful = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/**
 * @typedef {object} Options
 * @property {string} folder an existing folder
 * @property {boolean} [durable] false gives up safety against power cuts for speed: for tests only
 * @property {import('./postgres/server.mjs').Settings} [settings] further settings of the server
 * @property {string} [holder] what a second start is told about this one
 * @property {(message: string) => void} [say] told when the server was lost and when it is back
 */

/** @typedef {HeldServer} Postgres */

/**
 * Starts the server of the cluster in `folder` (see postgres/cluster.mjs) and holds it for this process. A cluster that
 * is not there is created; a server that a killed process left running is taken over.
 * @param {Options} options
 * @returns {Promise<Postgres>}
 * @throws Fault; it names the holder, where somebody else holds the server
 */
export async function startPostgres(options) {
  const { folder, durable = true, holder = `process ${process.pid}`, say = () => {} } = options;
  const cluster = await prepare(await realpath(folder));
  const created = await createCluster(cluster, { durable });
  const password = await readFile(cluster.passwordFile, 'utf8');
  const settings = { ...always, ...(durable ? {} : forgetful), ...options.settings };
  const { port, found } = await bringUp(cluster, settings);
  const running = { cluster, settings, password, port, created, takenOver: found };
  const server = new HeldServer(running, holder, say);
  await server.take();
  return server;
}

/**
 * Stops the server of the cluster in `folder`, if there is one that nobody holds. Whoever is still connected has some
 * seconds to finish.
 * @param {string} folder
 */
export async function stopAbandoned(folder) {
  const cluster = await prepare(await realpath(folder));
  const port = await findServer(cluster);
  if (port === null) return;
  const password = await readFile(cluster.passwordFile, 'utf8');
  const url = addressOf({ password, port, database: 'postgres' });
  await whenLeft(url, 15);
  await takeHold(url, 'an ended start, which is being cleared away', cluster.folder);
  await shutDown(cluster, 'fast');
}

/**
 * @param {string} folder
 * @returns {Promise<import('./postgres/cluster.mjs').OwnCluster>}
 */
async function prepare(folder) {
  const cluster = clusterIn(folder);
  const account = await serverAccount(cluster.home);
  if (!canEnter(account, folder)) throw new Fault(cannotEnter(folder));
  return { ...cluster, programs: await serverPrograms(folder, account), account };
}
