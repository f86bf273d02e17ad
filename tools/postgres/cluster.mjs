// A cluster is one PostgreSQL data folder with what belongs to it:
//   <folder>/postgres/cluster      PostgreSQL's own files
//   <folder>/postgres/password     of the user `huiyin`, made up at the first start
//   <folder>/postgres/server.log
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '../fault.mjs';
import { freePort } from '../free-port.mjs';
import { runProgram } from './run-program.mjs';

export const user = 'huiyin';

const draftPrefix = 'postgres.new-';

/**
 * @param {string} folder
 * @param {{ postgres: string, initdb: string, pg_ctl: string }} [programs]
 * @param {{ uid?: number, gid?: number }} [account] the server runs under
 */
export function clusterIn(folder, programs, account, name = 'postgres') {
  const home = join(folder, name);
  const at = (name) => join(home, name);
  return { folder, home, data: at('cluster'), passwordFile: at('password'), log: at('server.log'), programs, account };
}

/** Creates the cluster unless it is there. Says whether it did. */
export async function createCluster(cluster, { durable }) {
  if (existsSync(cluster.home)) return false;
  await removeDrafts(cluster);
  // A draft takes the cluster's name only when it is complete: neither a kill nor a second start can leave half of one.
  const draft = clusterIn(cluster.folder, cluster.programs, cluster.account, `${draftPrefix}${process.pid}`);
  await mkdir(draft.home, { mode: 0o700 });
  await writeFile(draft.passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  await giveTo(cluster.account, draft.home, draft.passwordFile);
  await initialise(draft, durable);
  try {
    await rename(draft.home, cluster.home);
    return true;
  } catch (error) {
    await rm(draft.home, { recursive: true });
    if (!['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(error.code)) throw error;
    return false; // another start was faster: use its cluster
  }
}

async function initialise(draft, durable) {
  const flags = [
    `--pgdata=${draft.data}`,
    `--username=${user}`,
    `--pwfile=${draft.passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--locale=C.UTF-8', // so that pg_trgm sees Chinese characters
    ...(durable ? [] : ['--no-sync']),
  ];
  const { code, output } = await runProgram(draft.programs.initdb, flags, draft.account);
  if (code === 0) return;
  await rm(draft.home, { recursive: true });
  throw new Fault(`PostgreSQL could not create its data folder ${draft.home}:\n${indent(output)}`);
}

/** What a start killed half-way left behind. */
async function removeDrafts({ folder }) {
  const names = (await readdir(folder)).filter((name) => name.startsWith(draftPrefix));
  const abandoned = names.filter((name) => !isAlive(Number(name.slice(draftPrefix.length))));
  await Promise.all(abandoned.map((name) => rm(join(folder, name), { recursive: true })));
}

/**
 * Makes sure the server of this cluster runs, and says on which port. One that a killed start left behind is used as
 * it is; a lock file without a server behind it is cleared away.
 * @returns {Promise<{ port: number, found: boolean }>}
 */
export async function bringUp(cluster, settings, port) {
  const attempts = 5; // a free port may be lost to somebody else; a killed server's memory is freed a moment late
  for (let attempt = 1; ; attempt += 1) {
    const found = await findServer(cluster);
    if (found) return { port: found, found: true };
    const chosen = port ?? (await freePort());
    if (await launch(cluster, settings, chosen)) return { port: chosen, found: false };
    if (attempt === attempts) throw new Fault(`PostgreSQL does not start:\n${await lastWords(cluster)}`);
    await sleep(200 * attempt);
  }
}

/** `pg_ctl` starts the server in a session of its own, so that Ctrl-C does not reach it: it has to stop last. */
async function launch(cluster, settings, port) {
  const flags = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
  const { code } = await control(cluster, 'start', '-l', cluster.log, '-o', [`-p ${port}`, ...flags].join(' '));
  return code === 0;
}

/** @param {'fast' | 'immediate'} mode immediate leaves recovery to the next start; nothing committed is lost */
export async function shutDown(cluster, mode) {
  const { code, output } = await control(cluster, 'stop', '-m', mode);
  if (code !== 0 && (await findServer(cluster))) throw new Fault(`PostgreSQL does not stop:\n${indent(output)}`);
}

const control = ({ programs, data, account }, verb, ...flags) =>
  runProgram(programs.pg_ctl, [verb, '-D', data, '-w', '-t', '60', ...flags], account);

/** The port of the server that runs on this cluster, or null. Waits while it is starting, recovering or stopping. */
export async function findServer(cluster) {
  const patience = Date.now() + 120_000;
  while (Date.now() < patience) {
    const server = await serverIn(cluster);
    if (!server) return null; // PostgreSQL itself clears the file of a dead process
    if (!(await isServerOf(server.pid, cluster))) {
      await rm(lockFileOf(cluster), { force: true }); // the number is another process's by now, which PostgreSQL cannot know
      return null;
    }
    if (server.status === 'ready') return server.port;
    await sleep(50);
  }
  throw new Fault(`PostgreSQL neither starts nor stops:\n${await lastWords(cluster)}`);
}

/** What PostgreSQL's lock file tells of the server of a cluster; null where no process is behind it. */
export async function serverIn(cluster) {
  const lines = (await readFile(lockFileOf(cluster), 'utf8').catch(() => '')).split('\n');
  const [pid, , , port, , , , status] = lines;
  return pid && isAlive(Number(pid)) ? { pid: Number(pid), port: Number(port), status: status?.trim() } : null;
}

const lockFileOf = ({ data }) => join(data, 'postmaster.pid');

async function isServerOf(pid, cluster) {
  if (process.platform === 'win32') return true;
  const commandLine =
    process.platform === 'linux'
      ? (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).replaceAll('\0', ' ')
      : (await runProgram('ps', ['-p', String(pid), '-o', 'command='])).output;
  return commandLine.includes(`postgres -D ${cluster.data} `);
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

async function lastWords(cluster) {
  const log = await readFile(cluster.log, 'utf8').catch(() => '');
  const lines = log
    .trimEnd()
    .split('\n')
    .filter((line) => /FATAL|PANIC|ERROR|HINT|DETAIL/.test(line));
  return indent(`${lines.slice(-5).join('\n')}\n(all of it: ${cluster.log})`);
}

async function giveTo({ uid, gid }, ...paths) {
  if (uid !== undefined) await Promise.all(paths.map((path) => chown(path, uid, gid)));
}

const indent = (text) => text.trim().replace(/^/gm, '  ');
