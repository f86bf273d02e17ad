// Who may use a cluster: the process that holds an advisory lock in the cluster itself. The lock goes with the
// connection, so there is no lock file that could be left over, and no moment in which two starts both have it.
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { Fault } from '../fault.mjs';

const key = 0x48757969; // 'Huyi'

/**
 * Takes the hold.
 * @param {string} url of the cluster's database `postgres`
 * @param {string} holder what others are told, at most 63 bytes
 * @param {string} folder
 * @returns {Promise<pg.Client>} the connection that the hold lasts as long as
 * @throws Fault, which tells who has it
 */
export async function takeHold(url, holder, folder) {
  const client = await connected(url);
  await nameHolder(client, holder);
  for (let tries = 0; tries < 5; tries += 1) {
    /** @type {pg.QueryResult<{ taken: boolean }>} */
    const { rows } = await client.query('SELECT pg_try_advisory_lock($1) AS taken', [key]);
    if (rows[0]?.taken) return client;
    await sleep(100); // a killed holder's connection is closed a moment later
  }
  const other = await currentHolder(client);
  await client.end();
  throw new Fault(
    `Huiyin is running already with the data in ${folder}: ${other}.\nStop that one first, or give this one a folder of its own: HUIYIN_DATA_DIR=… npm start`,
  );
}

/**
 * Resolves when nobody else is connected to the cluster, or after the seconds.
 * @param {string} url
 * @param {number} seconds
 */
export async function whenLeft(url, seconds) {
  const client = await connected(url);
  const others = `SELECT FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`;
  const latest = Date.now() + seconds * 1000;
  const isLeft = async () => (await client.query(others)).rowCount === 0;
  while (!(await isLeft()) && Date.now() < latest) await sleep(100);
  await client.end();
}

/**
 * The holder's name is its connection's application name, where others can read it.
 * @param {pg.Client} client
 * @param {string} holder
 */
export async function nameHolder(client, holder) {
  await client.query(`SELECT set_config('application_name', $1, false)`, [holder]);
}

/** @param {string} url */
async function connected(url) {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {}); // a broken connection also ends, and the end is what is listened to
  await client.connect();
  return client;
}

/** @param {pg.Client} client */
async function currentHolder(client) {
  /** @type {pg.QueryResult<{ application_name: string }>} */
  const { rows } = await client.query(
    `SELECT holder.application_name FROM pg_locks JOIN pg_stat_activity AS holder USING (pid)
     WHERE locktype = 'advisory' AND granted AND classid = 0 AND objid = $1`,
    [key],
  );
  return rows[0]?.application_name ?? 'it has just let go, so try again';
}
