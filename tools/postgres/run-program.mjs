import { spawn } from 'node:child_process';

/**
 * Runs a program to its end, away from the terminal's signals: Ctrl-C is not to catch it half-way through its work.
 * @param {{ uid?: number, gid?: number }} [account] to run it under
 * @returns {Promise<{ code: number, output: string }>}
 */
export function runProgram(program, flags, account = {}) {
  return new Promise((resolve, reject) => {
    const stdio = ['ignore', 'pipe', 'pipe'];
    const child = spawn(program, flags, { ...account, env: environment(), cwd: '/', detached: true, stdio });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** Without the caller's PG… variables, which PostgreSQL's programs obey, and with messages in English. */
function environment() {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('PG'));
  return { ...Object.fromEntries(inherited), LC_ALL: 'C' };
}
