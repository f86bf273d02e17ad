import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isOpen, redisArgs, redisVersion } from '@huiyin/lab-kit';
import { Fault } from '@huiyin/tools/fault';
import { freePort } from '@huiyin/tools/free-port';

export interface Redis {
  readonly url: string;
  readonly version: string;
  stop(): Promise<void>;
}

/** A Redis of the bench's own, or null where none is installed. */
export async function startRedis(folder: string): Promise<Redis | null> {
  const version = await redisVersion();
  if (version === null) return null;
  const dir = join(folder, 'redis');
  await mkdir(dir, { recursive: true });
  const port = await freePort();
  const child = spawn('redis-server', redisArgs(dir, port), { stdio: 'ignore' });
  const exited = once(child, 'exit');
  while (!(await isOpen(port))) {
    if (child.exitCode !== null) throw new Fault(`redis-server ended (${child.exitCode})`);
    await sleep(20);
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    version,
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
