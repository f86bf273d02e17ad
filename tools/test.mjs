// `npm test`: Jest, with whatever arguments follow. What the tests need around them: test/support/global-setup.mjs.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { command } from './fault.mjs';
import { requireNode } from './node-version.mjs';

await command(async () => {
  requireNode();
  process.exitCode = await runTests(process.argv.slice(2));
});

async function runTests(args) {
  const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
  const given = process.env.NODE_OPTIONS ?? '';
  const env = { ...process.env, NODE_OPTIONS: `${given} --experimental-vm-modules --no-warnings`.trim() };
  const cwd = fileURLToPath(new URL('..', import.meta.url));
  const child = spawn(process.execPath, [jest, ...args], { cwd, env, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)));
}
