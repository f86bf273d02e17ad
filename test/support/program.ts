import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const HUIYIN = new URL('../../apps/cli/bin/huiyin.mjs', import.meta.url);

/** Runs `npx huiyin` with these arguments to its end. */
export function runHuiyin(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return runProgram(HUIYIN, args, env);
}

/** Runs a program of Node to its end, as somebody at a terminal would. */
export async function runProgram(
  program: URL,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [fileURLToPath(program), ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk) => (said.out += chunk));
  child.stderr.on('data', (chunk) => (said.err += chunk));
  const [code] = (await once(child, 'close')) as [number];
  return { code, ...said };
}
