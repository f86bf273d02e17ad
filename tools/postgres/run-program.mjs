import { spawn } from 'node:child_process';

/**
 * Runs a program to its end, away from the terminal's signals: Ctrl-C is not to catch it half-way through its work.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {import('./account.mjs').Account} [account] to run it under
 * @returns {Promise<{ code: number | null, output: string }>} no code where a signal ended it
 */
export function runProgram(program, args, account = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args], {
      ...account,
      env: environment(),
      cwd: '/',
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** Without the caller's PG… variables, which PostgreSQL's programs obey, and with messages in English. */
function environment() {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('PG'));
  return { ...Object.fromEntries(inherited), LC_ALL: 'C' };
}

/**
 * What a program has said, to stand in a message of ours.
 * @param {string} text
 */
export const indent = (text) => text.trim().replace(/^/gm, '  ');
