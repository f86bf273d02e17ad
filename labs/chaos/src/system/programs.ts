// How each program is started: as in production, but for the virtual clock and a short sweep.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { redisArgs } from '@huiyin/lab-kit';
import { root } from '@huiyin/tools/workspace';

/** A program that listens at a port. */
export interface Program {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** All of its environment; without it, ours. */
  readonly env?: Readonly<Record<string, string>>;
  readonly port: number;
}

/** What the services stand on. */
interface Servers {
  readonly databaseUrl: string;
  readonly redisUrl: string | undefined;
  readonly smtpUrl: string;
}

const WITH_PARENT = import.meta.resolve('@huiyin/tools/start/with-parent');

export function serviceOf(kind: 'api' | 'worker', n: number, port: number, servers: Servers): Program {
  const { databaseUrl, redisUrl, smtpUrl } = servers;
  return {
    name: `${kind}-${n}`,
    command: process.execPath,
    args: ['--import', WITH_PARENT, join(root, 'apps', kind, 'dist', 'main.js')],
    port,
    env: {
      DATABASE_URL: databaseUrl,
      ...(redisUrl !== undefined && { REDIS_URL: redisUrl }),
      SMTP_URL: smtpUrl,
      SMTP_FROM: 'huiyin@ll.example',
      PORT: String(port),
      WORKER_PORT: String(port),
      HUIYIN_DEMO: '1',
      HUIYIN_CLOCK: 'virtual',
      HUIYIN_SWEEP_SECONDS: '0.5',
      HUIYIN_DATABASE_POOL: '6',
      LOG_LEVEL: 'warn',
    },
  };
}

/** A redis-server on PATH. */
export async function redisOf(folder: string, port: number): Promise<Program & { readonly url: string }> {
  const dir = join(folder, 'redis');
  await mkdir(dir, { recursive: true });
  return {
    name: 'redis',
    command: 'redis-server',
    args: redisArgs(dir, port),
    port,
    url: `redis://127.0.0.1:${port}`,
  };
}
