import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { Fault } from '../../fault.mjs';

const repository = fileURLToPath(new URL('../../..', import.meta.url));
/** The kernel keeps the most a process has used; it is asked while there is a process to ask about. */
const LOOK_MS = 50;

/**
 * A command as a user runs it, from its start to its end.
 * @returns what it said, when it said the first of it and how long it took in all, and its most memory, MiB (Linux; else null)
 */
export async function run(args, env) {
  const startedAt = performance.now();
  const child = spawn(process.execPath, args, { cwd: repository, env: { PATH: process.env.PATH, ...env } });
  const told = { out: '', err: '', most: null, saidMs: null };
  child.stdout.on('data', (chunk) => {
    told.saidMs ??= performance.now() - startedAt;
    told.out += chunk;
  });
  child.stderr.on('data', (chunk) => (told.err += chunk));
  const looking = setInterval(async () => {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
    told.most = Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024) || told.most;
  }, LOOK_MS);
  const [code] = await once(child, 'close');
  clearInterval(looking);
  if (code !== 0) throw new Fault(`${args.join(' ')} ended with ${code}:\n${told.out}${told.err}`);
  const ms = performance.now() - startedAt;
  return { ...told, ms, saidMs: told.saidMs ?? ms };
}
