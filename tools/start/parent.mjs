// Who started us, and whether it is still there. `npm start` that is killed outright tells nobody: its child is given to
// another parent and goes on, so the child has to look.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

const interval = 500; // milliseconds
const shells = /^-?(?:sh|ash|bash|dash|fish|ksh|zsh)$/;

/** @typedef {{ parent: number, of: number }} Link a process that is to stay, and the child by whose parent that is seen */

/**
 * Calls back once when the program that started this process is gone. A shell may end and leave behind what it started
 * (nohup, &, disown), and process 1 and whatever is outside a container (0) do not end before us: these are not watched.
 * @param {() => void} onGone
 */
export async function watchParent(onGone) {
  process.once('disconnect', onGone); // of a parent that opened a channel to us
  process.channel?.unref();
  const watched = await watchedParents();
  if (watched.length === 0) return;
  const look = async () => {
    if (await areThere(watched)) return;
    clearInterval(timer);
    onGone();
  };
  const timer = setInterval(() => void look(), interval);
  timer.unref();
}

/**
 * The processes that are to stay.
 * @param {Readonly<NodeJS.ProcessEnv>} [env]
 * @returns {Promise<Link[]>}
 */
export async function watchedParents(env = process.env) {
  const link = { parent: process.ppid, of: process.pid };
  if (link.parent <= 1) return [];
  const { parent: above, name } = await lookUp(link.parent);
  if (!shells.test(name)) return [link];
  // npm puts a shell between itself and us, on some systems.
  if (!env.npm_lifecycle_script?.includes('tools/start.mjs')) return [];
  return above > 1 ? [link, { parent: above, of: link.parent }] : [link];
}

/** @param {readonly Link[]} watched */
async function areThere(watched) {
  const found = await Promise.all(watched.map(async ({ of }) => (of === process.pid ? process.ppid : parentOf(of))));
  return watched.every(({ parent }, index) => parent === found[index]);
}

/** @param {number} pid */
const parentOf = async (pid) => (await lookUp(pid)).parent;

/** @typedef {{ parent: number, name: string }} Found of a process that is gone: 0 and no name */

/**
 * @param {number} pid
 * @returns {Promise<Found>}
 */
async function lookUp(pid) {
  const read = process.platform === 'linux' ? fromKernel : fromPs;
  return read(pid).catch(() => ({ parent: 0, name: '' }));
}

/**
 * `pid (name) state parent …`, where a name may hold blanks and brackets.
 * @param {number} pid
 * @returns {Promise<Found>}
 */
async function fromKernel(pid) {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8');
  const end = text.lastIndexOf(')');
  const [, parent] = text.slice(end + 2).split(' ');
  return { parent: Number(parent), name: text.slice(text.indexOf('(') + 1, end) };
}

/**
 * @param {number} pid
 * @returns {Promise<Found>}
 */
async function fromPs(pid) {
  const { stdout } = await execute('ps', ['-o', 'ppid=,comm=', '-p', String(pid)]);
  const [, parent, path = ''] = /^\s*(\d+)\s+(.*?)\s*$/.exec(stdout) ?? [];
  return { parent: Number(parent ?? 0), name: basename(path) };
}
