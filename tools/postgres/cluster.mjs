// A cluster is one PostgreSQL data folder with what belongs to it:
//   <folder>/postgres/cluster      PostgreSQL's own files
//   <folder>/postgres/password     of the user `huiyin`, made up at the first start
//   <folder>/postgres/server.log
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export const user = 'huiyin';

/**
 * Where a cluster is.
 * @typedef {object} Cluster
 * @property {string} folder
 * @property {string} home what in the folder is PostgreSQL's
 * @property {string} data
 * @property {string} passwordFile
 * @property {string} log
 */

/**
 * A cluster, and with what and as whom its server is run.
 * @typedef {Cluster & { programs: import('./programs.mjs').Programs, account: import('./account.mjs').Account }} OwnCluster
 */

/**
 * @param {string} folder
 * @param {string} [name] of its home in the folder
 * @returns {Cluster}
 */
export function clusterIn(folder, name = 'postgres') {
  const home = join(folder, name);
  return {
    folder,
    home,
    data: join(home, 'cluster'),
    passwordFile: join(home, 'password'),
    log: join(home, 'server.log'),
  };
}

/**
 * What PostgreSQL's lock file says of the server of a cluster.
 * @param {Pick<Cluster, 'data'>} cluster
 * @returns {Promise<{ pid: number, port: number, status: string | undefined } | null>} null when no process is behind it
 */
export async function serverIn(cluster) {
  const lines = (await readFile(lockFileOf(cluster), 'utf8').catch(() => '')).split('\n');
  const [pid, , , port, , , , status] = lines;
  return pid && isAlive(Number(pid)) ? { pid: Number(pid), port: Number(port), status: status?.trim() } : null;
}

/** @param {Pick<Cluster, 'data'>} cluster */
export const lockFileOf = ({ data }) => join(data, 'postmaster.pid');

/**
 * @param {number} pid
 * @returns {boolean}
 */
export function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/**
 * The address of a database of a cluster's server.
 * @param {{ password: string, port: number, database: string }} of
 */
export const addressOf = ({ password, port, database }) =>
  `postgres://${user}:${encodeURIComponent(password.trim())}@127.0.0.1:${port}/${database}`;
