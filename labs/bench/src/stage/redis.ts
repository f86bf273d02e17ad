import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Fault } from '@huiyin/tools/fault';
import { freePort } from '@huiyin/tools/free-port';

const execute = promisify(execFile);

/** Set up as the README asks for it. */
const SETTINGS = ['--save', '', '--appendonly', 'yes', '--maxmemory-policy', 'noeviction', '--bind', '127.0.0.1'];

export interface Redis {
  readonly url: string;
  readonly version: string | null;
  stop(): Promise<void>;
}

/** A Redis of the bench's own, or null where none is installed. */
export async function startRedis(folder: string): Promise<Redis | null> {
  const told = await execute('redis-server', ['--version']).catch(() => null);
  if (!told) return null;
  const dir = join(folder, 'redis');
  await mkdir(dir, { recursive: true });
  const port = await freePort();
  const child = spawn('redis-server', [...SETTINGS, '--port', String(port), '--dir', dir], { stdio: 'ignore' });
  const exited = once(child, 'exit');
  while (!(await isOpen(port))) {
    if (child.exitCode !== null) throw new Fault(`redis-server ended (${child.exitCode})`);
    await sleep(20);
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    version: /v=([\d.]+)/.exec(told.stdout)?.[1] ?? null,
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}
