// PostgreSQL refuses to run as root. When root starts it, it runs under another account.
import { execFile, spawnSync } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { Fault } from '../fault.mjs';

const execute = promisify(execFile);

/** @typedef {{ uid?: number, gid?: number }} Account options of spawn(); without ids it is the account of this process */

/**
 * The account that the server runs under: for an ordinary user his own. For root it is the owner of the cluster's home,
 * where there is one, so that root can carry on what an ordinary user began; else `postgres`.
 * @param {string} home
 * @returns {Promise<Account>}
 * @throws Fault
 */
export async function serverAccount(home) {
  const owner = await stat(home).catch(() => null);
  const self = process.getuid?.();
  if (self !== 0) {
    if (owner && self !== undefined && owner.uid !== self) throw new Fault(notYours(home));
    return {};
  }
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return (await lookUp('postgres')) ?? create('postgres');
}

/** @param {string} home */
const notYours = (home) =>
  `${home} belongs to another account, as when root started Huiyin there. Start under that account, or keep the data in a folder of your own: HUIYIN_DATA_DIR=…`;

/**
 * Whether the account may enter the folder. The kernel answers: modes, owners and access lists all count.
 * @param {Account} account
 * @param {string} folder
 */
export function canEnter(account, folder) {
  if (account.uid === undefined) return true; // it is our own account, whose attempts fail with a reason of their own
  return spawnSync('test', ['-x', folder], { ...account, cwd: '/' }).status === 0;
}

/**
 * What to tell whoever names a folder that the account may not enter.
 * @param {string} folder
 */
export const cannotEnter = (folder) =>
  `PostgreSQL does not run as root, and the account it runs under may not enter ${folder}.`;

/**
 * @param {string} name
 * @returns {Promise<Account | null>} null where there is no such account
 */
async function lookUp(name) {
  try {
    const [uid, gid] = await Promise.all(['-u', '-g'].map((option) => execute('id', [option, name])));
    return { uid: Number(uid?.stdout), gid: Number(gid?.stdout) };
  } catch {
    return null;
  }
}

/**
 * @param {string} name
 * @returns {Promise<Account>}
 */
async function create(name) {
  try {
    await execute('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', name]);
  } catch (error) {
    const { stderr = '', message } = /** @type {import('node:child_process').ExecFileException} */ (error);
    throw new Fault(
      `PostgreSQL does not run as root, and the account '${name}' could not be created for it ` +
        `(${(stderr === '' ? message : stderr).trim()}). Start as an ordinary user, or set DATABASE_URL.`,
    );
  }
  const account = await lookUp(name);
  if (account === null) throw new Fault(`The account '${name}' was created for PostgreSQL, and is not to be found.`);
  return account;
}
