import { readFile, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '../fault.mjs';
import { freePort } from '../free-port.mjs';
import { lockFileOf, serverIn } from './cluster.mjs';
import { indent, runProgram } from './run-program.mjs';

/** @typedef {import('./cluster.mjs').OwnCluster} OwnCluster */
/** @typedef {Readonly<Record<string, string | number>>} Settings of the server, without spaces */

/**
 * Makes sure that the server of this cluster runs. One that a killed start left behind is used as it is; a lock file without
 * a server behind it is cleared away.
 * @param {OwnCluster} cluster
 * @param {Settings} settings
 * @param {number} [port] any free one unless given
 * @returns {Promise<{ port: number, found: boolean }>} its port, and whether it was running already
 * @throws Fault
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

/**
 * `pg_ctl` starts the server in a session of its own, so that Ctrl-C does not reach it: it has to stop last.
 * @param {OwnCluster} cluster
 * @param {Settings} settings
 * @param {number} port
 */
async function launch(cluster, settings, port) {
  const flags = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
  const { code } = await control(cluster, 'start', '-l', cluster.log, '-o', [`-p ${port}`, ...flags].join(' '));
  return code === 0;
}

/** @typedef {'fast' | 'immediate'} StopMode immediate leaves recovery to the next start; nothing that is committed is lost */

/**
 * @param {OwnCluster} cluster
 * @param {StopMode} mode
 * @throws Fault
 */
export async function shutDown(cluster, mode) {
  const { code, output } = await control(cluster, 'stop', '-m', mode);
  if (code !== 0 && (await findServer(cluster))) throw new Fault(`PostgreSQL does not stop:\n${indent(output)}`);
}

/**
 * @param {OwnCluster} cluster
 * @param {'start' | 'stop'} verb
 * @param {readonly string[]} flags
 */
const control = ({ programs, data, account }, verb, ...flags) =>
  runProgram(programs.pg_ctl, [verb, '-D', data, '-w', '-t', '60', ...flags], account);

/**
 * Waits while the server is starting, recovering or stopping.
 * @param {OwnCluster} cluster
 * @returns {Promise<number | null>} the port of the server that runs on this cluster, or null
 * @throws Fault after two minutes
 */
export async function findServer(cluster) {
  const latest = Date.now() + 120_000;
  while (Date.now() < latest) {
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

/**
 * @param {number} pid
 * @param {OwnCluster} cluster
 */
async function isServerOf(pid, { data }) {
  if (process.platform === 'win32') return true;
  const commandLine =
    process.platform === 'linux'
      ? (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).replaceAll('\0', ' ')
      : (await runProgram('ps', ['-p', String(pid), '-o', 'command='])).output;
  return commandLine.includes(`postgres -D ${data} `);
}

/**
 * What the server's log says of its end, and where the rest of it is.
 * @param {OwnCluster} cluster
 */
async function lastWords({ log }) {
  const text = await readFile(log, 'utf8').catch(() => '');
  const lines = text
    .trimEnd()
    .split('\n')
    .filter((line) => /FATAL|PANIC|ERROR|HINT|DETAIL/.test(line));
  return indent(`${lines.slice(-5).join('\n')}\n(all of it: ${log})`);
}
