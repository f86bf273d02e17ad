// `npm run verify`: all that CI does. Goes on after a failure, so that one run shows every fault.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command } from './fault.mjs';
import { requireNode } from './node-version.mjs';
import { readArgs } from './options.mjs';
import { root } from './workspace.mjs';

const usage = `Usage: npm run verify
  format, lint, types and tests: all that CI does`;

/** @typedef {{ name: string, ok: boolean, seconds: number }} Step */

await command(async () => {
  readArgs(usage);
  requireNode();
  const folder = await mkdtemp(join(tmpdir(), 'huiyin-verify-'));
  const report = join(folder, 'jest.json');
  const tsc = 'node_modules/typescript/bin/tsc';
  const checks = [
    await step('format', ['node_modules/prettier/bin/prettier.cjs', '--check', '.']),
    await step('lint', ['node_modules/eslint/bin/eslint.js', '.']),
    await step('types', [tsc, '--noEmit', '-p', 'tsconfig.json'], [tsc, '--noEmit', '-p', 'tsconfig.tools.json']),
  ];
  const tests = await step('tests', ['tools/test.mjs', '--json', `--outputFile=${report}`]);
  const { passed, failed } = count(await readReport(report), tests);
  await rm(folder, { recursive: true });

  const failedChecks = checks.filter((check) => !check.ok);
  console.log();
  for (const { name, ok, seconds } of [...checks, tests]) {
    console.log(`${ok ? '✓' : '✗'} ${name.padEnd(8)} ${seconds.toFixed(1).padStart(7)} s`);
  }
  console.log(`${passed} passed, ${failed + failedChecks.length} failed`);
  if (failed + failedChecks.length > 0) process.exitCode = 1;
});

/**
 * @param {string} name
 * @param {readonly (readonly string[])[]} programs each with its arguments; the first that fails does not stop the others
 * @returns {Promise<Step>}
 */
async function step(name, ...programs) {
  console.log(`\n── ${name}`);
  const startedAt = performance.now();
  let ok = true;
  for (const args of programs) if ((await run(args)) !== 0) ok = false;
  return { name, ok, seconds: (performance.now() - startedAt) / 1000 };
}

/**
 * @param {readonly string[]} args
 * @returns {Promise<number | null>} the exit code; null where a signal ended it
 */
function run(args) {
  const child = spawn(process.execPath, [...args], { cwd: root, stdio: 'inherit' });
  return new Promise((resolve) => child.on('close', resolve));
}

/** @typedef {{ numPassedTests: number, numFailedTests: number, numRuntimeErrorTestSuites: number }} Report of Jest */

/**
 * @param {string} path
 * @returns {Promise<Report | null>} null where the run has left none
 */
async function readReport(path) {
  const text = await readFile(path, 'utf8').catch(() => null);
  return text === null ? null : /** @type {Report} */ (JSON.parse(text));
}

/**
 * A suite that could not run at all counts as one failure, and so does a run that leaves no report.
 * @param {Report | null} report
 * @param {Step} tests
 */
function count(report, tests) {
  const passed = report?.numPassedTests ?? 0;
  const failed = report ? report.numFailedTests + report.numRuntimeErrorTestSuites : 0;
  return { passed, failed: failed === 0 && !tests.ok ? 1 : failed };
}
