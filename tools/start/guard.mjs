import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../postgres/guard.mjs', import.meta.url));

/**
 * Has the PostgreSQL in a folder stopped if this process is killed outright.
 * @param {string} folder
 * @returns {() => void} calls the guard off
 */
export function guardPostgres(folder) {
  // Away from the terminal's signals, and in a folder that may be deleted.
  const guard = spawn(process.execPath, [program, folder], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.on('error', () => {}); // then the next start takes over what is left
  guard.unref();
  return () => guard.kill('SIGKILL');
}
