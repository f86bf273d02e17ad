// PostgreSQL for a machine that has none: the real server, from an npm package, in a folder of ours, on loopback.
import { readFile, realpath } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from './fault.mjs';
import { canEnter, serverAccount } from './postgres/account.mjs';
import { bringUp, clusterIn, createCluster, findServer, shutDown, user } from './postgres/cluster.mjs';
import { nameHolder, takeHold, whenLeft } from './postgres/hold.mjs';
import { serverPrograms } from './postgres/programs.mjs';

const always = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
};
const forgetful = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/**
 * Starts the server of the cluster in `folder` (see postgres/cluster.mjs) and holds it for this process. A cluster that
 * is not there is created; a server that a killed process left running is taken over; one that somebody else holds is
 * refused with a Fault that names the holder. It runs on until `stop()`, whatever happens to this process.
 *
 * @param {object} options
 * @param {string} options.folder an existing folder
 * @param {boolean} [options.durable] false gives up safety against power cuts for speed: for tests only
 * @param {Record<string, string | number>} [options.settings] further settings of the server, without spaces
 * @param {string} [options.holder] what a second start is told about this one
 * @param {(message: string) => void} [options.say] told when the server was lost and when it is back
 */
export async function startPostgres({ folder, durable = true, settings = {}, holder, say = () => {} }) {
  const place = await realpath(folder);
  const cluster = await prepare(place);
  const created = await createCluster(cluster, { durable });
  const password = await readFile(cluster.passwordFile, 'utf8');
  const wanted = { ...always, ...(durable ? {} : forgetful), ...settings };
  const { port, found } = await bringUp(cluster, wanted);
  const url = (database) => urlOf(password, port, database);

  let name = holder ?? `process ${process.pid}`;
  let stopping = false;
  let comingBack = Promise.resolve();
  let hold = await take().catch(async (error) => {
    if (error instanceof Fault) throw error;
    await bringUp(cluster, wanted, port); // it was being stopped, as one that a killed start left behind
    return take();
  });

  async function take() {
    const client = await takeHold(url('postgres'), name, place);
    client.once('end', () => {
      hold = null;
      if (!stopping) comingBack = comeBack();
    });
    return client;
  }

  /** The server was lost under us, say for want of memory. The same port, since others know it. */
  async function comeBack() {
    say('PostgreSQL is gone; starting it again');
    for (let wait = 250; !stopping; wait = Math.min(2 * wait, 10_000)) {
      try {
        await bringUp(cluster, wanted, port);
        hold = await take();
        return say('PostgreSQL is back');
      } catch (error) {
        say(`PostgreSQL does not come back: ${error.message}`);
        await sleep(wait);
      }
    }
  }

  return {
    port,
    created,
    /** Whether the server was running already, left behind by a start that was killed. */
    takenOver: found,
    folder: cluster.home,
    url,
    /** Changes what a second start is told about this one. */
    async holdAs(newName) {
      name = newName;
      await nameHolder(hold, name);
    },
    async ensureDatabase(database) {
      const { rowCount } = await hold.query('SELECT FROM pg_database WHERE datname = $1', [database]);
      if (rowCount === 0) await hold.query(`CREATE DATABASE ${hold.escapeIdentifier(database)}`);
    },
    /** Stops the server; everybody's connections are cut. */
    async stop(mode = 'fast') {
      stopping = true;
      await comingBack;
      if (hold) await shutDown(cluster, mode); // without the hold it may be somebody else's by now
    },
  };
}

/**
 * Stops the server of the cluster in `folder`, if there is one that nobody holds. Whoever is still connected has some
 * seconds to finish.
 */
export async function stopAbandoned(folder) {
  const place = await realpath(folder);
  const cluster = await prepare(place);
  const port = await findServer(cluster);
  if (port === null) return;
  const url = urlOf(await readFile(cluster.passwordFile, 'utf8'), port, 'postgres');
  await whenLeft(url, 15);
  await takeHold(url, 'an ended start, which is being cleared away', place);
  await shutDown(cluster, 'fast');
}

const urlOf = (password, port, database) => `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;

async function prepare(folder) {
  const account = await serverAccount(clusterIn(folder).home);
  if (!canEnter(account, folder)) {
    throw new Fault(`PostgreSQL does not run as root, and the account it runs under may not enter ${folder}.`);
  }
  return clusterIn(folder, await serverPrograms(folder, account), account);
}
