import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Set up as the README asks for it. */
const SETTINGS = ['--save', '', '--appendonly', 'yes', '--maxmemory-policy', 'noeviction', '--bind', '127.0.0.1'];

/** What a redis-server is started with. @param folder an existing one, for its data */
export const redisArgs = (folder: string, port: number): string[] => [
  ...SETTINGS,
  ...['--port', String(port), '--dir', folder],
];

/** Of the redis-server on PATH; null where there is none. */
export async function redisVersion(): Promise<string | null> {
  const told = await execute('redis-server', ['--version']).catch(() => null);
  return told && (/v=([\d.]+)/.exec(told.stdout)?.[1] ?? 'unknown');
}
