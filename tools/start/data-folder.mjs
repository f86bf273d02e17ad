import { createHash } from 'node:crypto';
import { chmod, mkdir, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Fault } from '../fault.mjs';
import { canEnter, serverAccount } from '../postgres/account.mjs';

const here = { repository: resolve(fileURLToPath(new URL('../..', import.meta.url))), others: '/var/lib' };

/**
 * Where the data may be: in the folder that HUIYIN_DATA_DIR names, or else in `.data` in the repository. A clone of root's
 * may lie where no other account may go (/root), and PostgreSQL does not run as root: then in a folder under /var/lib.
 * @returns {string[]} the first that can be used is
 */
export function dataFolders(env, { repository, others } = here) {
  if (env.HUIYIN_DATA_DIR) return [resolve(repository, env.HUIYIN_DATA_DIR)];
  const name = createHash('sha256').update(repository).digest('hex').slice(0, 8);
  return [resolve(repository, '.data'), join(others, `huiyin-${name}`)];
}

/**
 * The folder that keeps the data, which is made where it is not there.
 * @returns {Promise<{ folder: string, moved: boolean }>}
 */
export async function dataFolder(env) {
  const [folder, elsewhere] = dataFolders(env);
  const created = await makeFolder(folder);
  if (await isUsable(folder)) return { folder, moved: false };

  if (created) await rm(created, { recursive: true });
  if (!elsewhere)
    throw new Fault(`${unusable(folder)}\nName another one in HUIYIN_DATA_DIR, or open the way to it (chmod o+x).`);
  await makeFolder(elsewhere);
  if (await isUsable(elsewhere)) return { folder: elsewhere, moved: true };
  throw new Fault(`${unusable(elsewhere)}\nName another folder in HUIYIN_DATA_DIR.`);
}

/**
 * Everybody may pass through, whatever the umask: what is inside has modes of its own.
 * @returns {Promise<string | undefined>} the outermost folder it had to make
 */
async function makeFolder(folder) {
  const outermost = await mkdir(folder, { recursive: true });
  for (let made = folder; outermost && made.length >= outermost.length; made = dirname(made)) await chmod(made, 0o755);
  return outermost;
}

const isUsable = async (folder) => canEnter(await serverAccount(join(folder, 'postgres')), folder);

const unusable = (folder) => `PostgreSQL does not run as root, and the account it runs under may not enter ${folder}.`;
