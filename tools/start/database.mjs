// The database of the system: the one that is given, or an embedded one.
import { startPostgres } from '../postgres.mjs';
import { dataFolder, dataFolders } from './data-folder.mjs';
import { guardPostgres } from './guard.mjs';
import { reachDatabase } from './reach.mjs';

/** @typedef {{ url: string, folder: string }} Database its address, and the folder for data and logs */
/** @typedef {(message: string) => void} Say */

/**
 * @param {string} url
 * @param {{ say: Say, signal: AbortSignal }} options
 * @returns {Promise<Database>}
 * @throws Fault when it cannot be used
 */
export async function givenDatabase(url, { say, signal }) {
  await reachDatabase(url, { seconds: 10, say, signal });
  const [folder] = dataFolders(process.env);
  return { url, folder };
}

/**
 * What of an embedded database has to be stopped; it is filled as it comes up, so that half of it can be stopped too.
 * @typedef {object} Embedded
 * @property {import('../postgres.mjs').Postgres | null} postgres
 * @property {() => void} callOffGuard
 */

/**
 * @param {Embedded} embedded
 * @param {Say} say
 * @returns {Promise<Database>}
 * @throws Fault
 */
export async function embeddedDatabase(embedded, say) {
  const { folder, moved } = await dataFolder(process.env);
  if (moved)
    say(`PostgreSQL does not run as root, and no other account may enter this repository: the data is in ${folder}`);
  embedded.callOffGuard = guardPostgres(folder);
  const postgres = await startPostgres({ folder, holder: `process ${process.pid}, still starting`, say });
  embedded.postgres = postgres;
  if (postgres.created) say(`created the database in ${postgres.folder}`);
  if (postgres.takenOver) say('PostgreSQL was running already on this folder, and is used as it is');
  await postgres.ensureDatabase('huiyin');
  return { url: postgres.url('huiyin'), folder };
}
