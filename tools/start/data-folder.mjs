import { createHash } from 'node:crypto';
import { chmod, mkdir, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Fault } from '../fault.mjs';
import { canEnter, cannotEnter, serverAccount } from '../postgres/account.mjs';
import { clusterIn } from '../postgres/cluster.mjs';
import { root } from '../workspace.mjs';

/**
 * @typedef {object} Places
 * @property {string} repository
 * @property {string} others where data goes that cannot be in the repository
 */

/** @type {Places} */
const here = { repository: resolve(root), others: '/var/lib' };

/**
 * Where the data may be: in the folder that HUIYIN_DATA_DIR names, or else in `.data` in the repository. A clone of root's
 * may lie where no other account may go (/root), and PostgreSQL does not run as root: then in a folder under /var/lib.
 * @param {Readonly<NodeJS.ProcessEnv>} env
 * @param {Places} [places]
 * @returns {[string, ...string[]]} the first that can be used is
 */
export function dataFolders(env, { repository, others } = here) {
  if (env.HUIYIN_DATA_DIR) return [resolve(repository, env.HUIYIN_DATA_DIR)];
  const name = createHash('sha256').update(repository).digest('hex').slice(0, 8);
  return [resolve(repository, '.data'), join(others, `huiyin-${name}`)];
}

/**
 * The folder that keeps the data, which is made where it is not there.
 * @param {Readonly<NodeJS.ProcessEnv>} env
 * @returns {Promise<{ folder: string, moved: boolean }>}
 * @throws Fault
 */
export async function dataFolder(env) {
  const [folder, elsewhere] = dataFolders(env);
  const created = await makeFolder(folder);
  if (await isUsable(folder)) return { folder, moved: false };

  if (created) await rm(created, { recursive: true });
  if (!elsewhere)
    throw new Fault(`${cannotEnter(folder)}\nName another one in HUIYIN_DATA_DIR, or open the way to it (chmod o+x).`);
  await makeFolder(elsewhere);
  if (await isUsable(elsewhere)) return { folder: elsewhere, moved: true };
  throw new Fault(`${cannotEnter(elsewhere)}\nName another folder in HUIYIN_DATA_DIR.`);
}

/**
 * Everybody may pass through, whatever the umask: what is inside has modes of its own.
 * @param {string} folder
 * @returns {Promise<string | undefined>} the outermost folder it had to make
 */
async function makeFolder(folder) {
  const outermost = await mkdir(folder, { recursive: true });
  if (outermost === undefined) return undefined;
  for (let made = folder; made.length >= outermost.length; made = dirname(made)) await chmod(made, 0o755);
  return outermost;
}

/** @param {string} folder */
const isUsable = async (folder) => canEnter(await serverAccount(clusterIn(folder).home), folder);
