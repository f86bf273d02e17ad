// How each program is started: as in production, but for the virtual clock and a short sweep.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const withParent = new URL('../../start/with-parent.mjs', import.meta.url).href;

export function serviceOf(kind, n, port, { databaseUrl, redisUrl, smtpUrl }) {
  const script = fileURLToPath(new URL(`../../../apps/${kind}/dist/main.js`, import.meta.url));
  return {
    name: `${kind}-${n}`,
    program: process.execPath,
    args: ['--import', withParent, script],
    port,
    env: {
      DATABASE_URL: databaseUrl,
      ...(redisUrl && { REDIS_URL: redisUrl }),
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

/** A redis-server on PATH, set up as the README asks for it. */
export async function redisOf(folder, port) {
  const dir = join(folder, 'redis');
  await mkdir(dir, { recursive: true });
  const settings = ['--bind', '127.0.0.1', '--port', String(port), '--dir', dir, '--save', ''];
  return {
    name: 'redis',
    program: 'redis-server',
    args: [...settings, '--appendonly', 'yes', '--maxmemory-policy', 'noeviction'],
    port,
    url: `redis://127.0.0.1:${port}`,
  };
}
