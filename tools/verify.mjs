// `npm run verify`: all that CI does. Goes on after a failure, so that one run shows every fault.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { command } from './fault.mjs';
import { requireNode } from './node-version.mjs';
import { readArgs } from './options.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

const usage = `Usage: npm run verify
  format, lint, types and tests: all that CI does`;

await command(async () => {
  readArgs(usage);
  requireNode();
  const folder = await mkdtemp(join(tmpdir(), 'huiyin-verify-'));
  const report = join(folder, 'jest.json');
  const checks = [
    await step('format', 'node_modules/prettier/bin/prettier.cjs', ['--check', '.']),
    await step('lint', 'node_modules/eslint/bin/eslint.js', ['.']),
    await step('types', 'node_modules/typescript/bin/tsc', ['--noEmit', '-p', 'tsconfig.json']),
  ];
  const tests = await step('tests', 'tools/test.mjs', ['--json', `--outputFile=${report}`]);
  const { passed, failed } = count(await readReport(report), tests);
  await rm(folder, { recursive: true });

  const failedChecks = checks.filter((check) => !check.ok);
  console.log();
  for (const { name, ok, seconds } of [...checks, tests]) {
    console.log(`${ok ? '✓' : '✗'} ${name.padEnd(8)} ${seconds.padStart(7)} s`);
  }
  console.log(`${passed} passed, ${failed + failedChecks.length} failed`);
  if (failed + failedChecks.length > 0) process.exitCode = 1;
});

async function step(name, script, args) {
  console.log(`\n── ${name}`);
  const startedAt = performance.now();
  const child = spawn(process.execPath, [join(root, script), ...args], { cwd: root, stdio: 'inherit' });
  const code = await new Promise((resolve) => child.on('close', resolve));
  return { name, ok: code === 0, seconds: ((performance.now() - startedAt) / 1000).toFixed(1) };
}

async function readReport(path) {
  const text = await readFile(path, 'utf8').catch(() => null);
  return text && JSON.parse(text);
}

/** A suite that could not run at all counts as one failure, and so does a run that leaves no report. */
function count(report, tests) {
  const passed = report?.numPassedTests ?? 0;
  const failed = report ? report.numFailedTests + report.numRuntimeErrorTestSuites : 0;
  return { passed, failed: failed === 0 && !tests.ok ? 1 : failed };
}
