// `npm run simulate -- --days 400 --petitions 1274 --seed 1`: a township's year in a minute, its table and its proof.
// With --chart or --policy it is a draft that is tried, over stored cases: tools/draft.
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from './built.mjs';
import { tryDraft } from './draft/draft.mjs';
import { command, Fault, Misuse } from './fault.mjs';
import { requireNode } from './node-version.mjs';
import { readArgs } from './options.mjs';
import { startPostgres } from './postgres.mjs';
import { listenForStop } from './start/signals.mjs';

/** The first day of a year whose holidays are known, as are those of the next. */
const FROM = '2025-01-01';
const DEFAULTS = { days: '400', petitions: '1274', seed: '1' };
const DRAFT = {
  chart: { type: 'string' },
  policy: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  json: { type: 'boolean' },
};

const USAGE = `Usage:
  npm run simulate -- --days 400 --petitions 1274 --seed 1
  npm run simulate -- --chart NAME_OR_PATH [--policy FILE] [--from DAY] [--to DAY] [--json]
  npm run simulate -- --policy FILE [--from DAY] [--to DAY] [--json]
    tells stored cases, all or those received in these days, to a draft: docs/drafts.md`;

await command(async () => {
  requireNode();
  const wanted = readArguments();
  if (wanted.draft) {
    process.exitCode = await tryDraft(wanted.draft);
    return;
  }
  const { asked: signal } = listenForStop();
  await ensureBuilt();
  const startedAt = performance.now();
  try {
    const { year, report, proof } = await onDatabase((databaseUrl) => run({ databaseUrl, signal, ...wanted }));
    await print({ year, report, proof, wanted, seconds: (performance.now() - startedAt) / 1000 });
    process.exitCode = proof.faults.length === 0 ? 0 : 1;
  } catch (error) {
    if (!signal.aborted) throw error;
    show('stopped\n');
    process.exitCode = 1;
  }
});

function readArguments() {
  const given = parsed();
  const forDraft = Object.keys(DRAFT).filter((name) => given[name] !== undefined);
  if (forDraft.length === 0) {
    const { days, petitions, seed } = { ...DEFAULTS, ...given };
    return { days: whole('days', days, 3650), petitions: whole('petitions', petitions, 20_000), seed };
  }
  const forYear = Object.keys(DEFAULTS).filter((name) => given[name] !== undefined);
  if (forYear.length > 0)
    throw new Misuse(USAGE, `--${forYear[0]} is for a made-up year, --${forDraft[0]} for a draft.`);
  if (!given.chart && !given.policy) throw new Misuse(USAGE, 'A draft is a chart, a policy, or both.');
  return { draft: given };
}

function parsed() {
  const year = Object.fromEntries(Object.keys(DEFAULTS).map((name) => [name, { type: 'string' }]));
  return readArgs(USAGE, { options: { ...year, ...DRAFT } }).values;
}

function whole(name, text, most) {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= most) return number;
  throw new Misuse(USAGE, `--${name} is a whole number from 1 to ${most}, not '${text}'.`);
}

/** On the database that is named, else on a server of our own that is gone afterwards. */
async function onDatabase(work) {
  if (process.env.DATABASE_URL) return work(process.env.DATABASE_URL);
  const folder = await mkdtemp(join(tmpdir(), 'huiyin-simulate-'));
  let postgres;
  try {
    await chmod(folder, 0o755); // root's PostgreSQL runs under another account, which has to get in
    postgres = await startPostgres({ folder, durable: false, holder: 'npm run simulate' });
    await postgres.ensureDatabase('huiyin');
    return await work(postgres.url('huiyin'));
  } finally {
    await postgres?.stop('immediate');
    await rm(folder, { recursive: true, force: true });
  }
}

async function run({ databaseUrl, signal, days, petitions, seed }) {
  const { simulate } = await import('../labs/simulate/dist/simulate.js');
  const { NotEmpty } = await import('../labs/simulate/dist/run/township.js');
  try {
    return await simulate({
      ...{ databaseUrl, signal, days, petitions, seed, from: FROM },
      folder: new URL('../examples/township/', import.meta.url),
      onDay: ({ day, registered, acts }) =>
        progress(day, days, `day ${day}/${days}  ${registered} petitions  ${acts} steps`),
      onChecked: ({ checked, total }) => progress(checked, total, `audit ${checked}/${total}`),
    });
  } catch (error) {
    throw error instanceof NotEmpty ? new Fault(error.message) : error;
  }
}

async function print({ year, report, proof, wanted, seconds }) {
  const { tableOf } = await import('../labs/simulate/dist/outcome/table.js');
  const { counts, faults, digest } = proof;
  const { total } = report;
  const repeated = ((100 * total.repeated) / total.total).toFixed(1);
  show(
    `${wanted.days} days from ${year.from}, ${total.total} petitions (${repeated} % repeated), seed ${wanted.seed}\n\n`,
  );
  for (const line of tableOf(report)) show(`${line}\n`);
  const { fired } = year;
  const lateness = `${fired.late} of them late, by ${(fired.latest / 3_600_000).toFixed(0)} h at most, while no worker ran`;
  show(`
steps       ${counts.acts} answered and written, ${year.refused} refused by the chart as they had to be; ${counts.lines} history lines
timers      ${counts.armed} armed = ${counts.fired} fired + ${counts.calledOff} called off + ${counts.waiting} waiting
firing      ${fired.timers} by the worker (${lateness}), ${counts.fired - fired.timers} by a step that came first
alerts      ${counts.alerts} owed
open        ${counts.open} of ${counts.cases}; ${counts.outliving} have ended and still owe an execution, a report or an answer
audited     ${counts.audited} cases: chain, replay, snapshot, timers, seals
digest      ${digest}
time        ${seconds.toFixed(1)} s\n\n`);
  for (const { caseId, detail } of faults) show(`✗ case ${caseId}: ${detail}\n`);
  if (faults.length > 0) return show(`✗ ${faults.length} fault(s)\n`);
  show(
    '✓ every timer due was fired exactly once and in order, every history replays, no open case is without a clock\n',
  );
}

function progress(done, total, words) {
  if (!process.stdout.isTTY) return;
  const filled = Math.round((30 * done) / total);
  process.stdout.write(`\r\x1b[K${'█'.repeat(filled)}${'░'.repeat(30 - filled)} ${words}`);
}

function show(text) {
  if (process.stdout.isTTY) process.stdout.write('\r\x1b[K');
  process.stdout.write(text);
}
