import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Fault } from '@huiyin/tools/fault';
import { root } from '@huiyin/tools/workspace';
import { memoryOf } from '../stage/memory.ts';

/** The kernel keeps the most a process has used; it is asked while there is a process to ask about. @unit milliseconds */
const LOOK_MS = 50;

const HUIYIN = join(root, 'apps/cli/bin/huiyin.mjs');

export interface Ran {
  /** What it wrote to its standard output. */
  readonly out: string;
  /** From its start until it wrote the first of it. @unit milliseconds */
  readonly saidMs: number;
  /** From its start to its end. @unit milliseconds */
  readonly ms: number;
  /** Its most memory, MiB; null where the system does not tell. */
  readonly most: number | null;
}

/** A command as a user runs it, from its start to its end. @throws Fault where it ends with another code than 0 */
export async function runCommand(
  command: 'calendar' | 'audit',
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Ran> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [HUIYIN, command, ...args], { cwd: root, env });
  const told = { out: '', err: '' };
  let saidMs: number | undefined;
  let most: number | null = null;
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    saidMs ??= performance.now() - startedAt;
    told.out += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (told.err += chunk));
  const looking = setInterval(() => {
    void memoryOf(child.pid).then((memory) => (most = memory.most ?? most));
  }, LOOK_MS);
  const [code] = (await once(child, 'close')) as [number | null];
  clearInterval(looking);
  if (code !== 0) throw new Fault(`huiyin ${command} ended with ${code}:\n${told.out}${told.err}`);
  const ms = performance.now() - startedAt;
  return { out: told.out, saidMs: saidMs ?? ms, ms, most };
}
