// PostgreSQL refuses to run as root. When root starts it, it runs under another account.
import { execFile, spawnSync } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { Fault } from '../fault.mjs';

const execute = promisify(execFile);

/**
 * The account the server runs under, as options for spawn(): empty for an ordinary user. For root it is the owner of
 * the cluster's home, when there is one, so that root can carry on what an ordinary user began; else `postgres`.
 * @param {string} home
 * @returns {Promise<{ uid?: number, gid?: number }>}
 */
export async function serverAccount(home) {
  const owner = await stat(home).catch(() => null);
  const self = process.getuid?.();
  if (self !== 0) {
    if (owner && self !== undefined && owner.uid !== self) throw new Fault(notYours(home));
    return {};
  }
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return (await lookUp('postgres')) ?? (await create('postgres'));
}

const notYours = (home) =>
  `${home} belongs to another account, as when root started Huiyin there. Start under that account, or keep the data in a folder of your own: HUIYIN_DATA_DIR=…`;

/** Whether the account may enter the folder. The kernel answers: modes, owners and access lists all count. */
export function canEnter(account, folder) {
  if (account.uid === undefined) return true; // it is our own account, whose attempts fail with a reason of their own
  return spawnSync('test', ['-x', folder], { ...account, cwd: '/' }).status === 0;
}

async function lookUp(name) {
  try {
    const ids = await Promise.all(['-u', '-g'].map((option) => execute('id', [option, name])));
    const [uid, gid] = ids.map(({ stdout }) => Number(stdout));
    return { uid, gid };
  } catch {
    return null;
  }
}

async function create(name) {
  try {
    await execute('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', name]);
  } catch (error) {
    throw new Fault(
      `PostgreSQL does not run as root, and the account '${name}' could not be created for it ` +
        `(${(error.stderr || error.message).trim()}). Start as an ordinary user, or set DATABASE_URL.`,
    );
  }
  return lookUp(name);
}
