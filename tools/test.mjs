// `npm test`: Jest, with whatever arguments follow. What the tests need around them: test/support/global-setup.mjs.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { command } from './fault.mjs';
import { requireNode } from './node-version.mjs';
import { root } from './workspace.mjs';

await command(async () => {
  requireNode();
  process.exitCode = await runTests(process.argv.slice(2));
});

/**
 * @param {readonly string[]} args
 * @returns {Promise<number>} the exit code
 */
async function runTests(args) {
  const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
  const given = process.env.NODE_OPTIONS ?? '';
  const env = { ...process.env, NODE_OPTIONS: `${given} --experimental-vm-modules --no-warnings`.trim() };
  const child = spawn(process.execPath, [jest, ...args], { cwd: root, env, stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)));
}
