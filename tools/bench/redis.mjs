import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from '../free-port.mjs';

const execute = promisify(execFile);

/** Set up as the README asks for it. */
const settings = ['--save', '', '--appendonly', 'yes', '--maxmemory-policy', 'noeviction', '--bind', '127.0.0.1'];

/** A Redis of the bench's own, or null where none is installed. */
export async function startRedis(folder) {
  const version = await execute('redis-server', ['--version']).catch(() => null);
  if (!version) return null;
  const dir = join(folder, 'redis');
  await mkdir(dir, { recursive: true });
  const port = await freePort();
  const child = spawn('redis-server', [...settings, '--port', String(port), '--dir', dir], { stdio: 'ignore' });
  const exited = once(child, 'exit');
  while (!(await isOpen(port))) await sleep(20);
  return {
    url: `redis://127.0.0.1:${port}`,
    version: /v=([\d.]+)/.exec(version.stdout)?.[1],
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

function isOpen(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
