import { writeFile } from 'node:fs/promises';

/** What is aimed at: a ratio of the limit, milliseconds, times slower, megabytes, minutes. */
const AIMS = { ratio: 0.4, p99: 40, lateMs: 1000, growth: 1.5, memory: 250, calendar: 5 };

export async function writeJson(file, results) {
  await writeFile(file, `${JSON.stringify(results, null, 2)}\n`);
}

export function printReport({ machine, steps, storm, growth, calendar }) {
  const { date, cpu, memoryGiB, node, postgres, redis } = machine;
  print(`\n${date}: ${cpu}, ${memoryGiB} GiB, Node ${node}, PostgreSQL ${postgres}, Redis ${redis ?? 'none'}\n`);
  if (steps) printSteps(steps);
  if (storm) printStorm(storm);
  if (growth) printGrowth(growth);
  if (calendar) printCalendar(calendar);
}

function printSteps({ levels, client, memory }) {
  print('Steps: register and six steps, over HTTP\n');
  table(
    ['clients', 'limit /s', 'p50 ms', 'p99 ms', 'Huiyin /s', 'p50 ms', 'p99 ms', 'of the limit'],
    levels.map(({ clients, limit, system, ratio }) => [
      clients,
      ...[limit, system].flatMap((of) => [whole(of.perSecond), ms(of.p50), ms(of.p99)]),
      ratio.toFixed(2),
    ]),
  );
  const most = levels.at(-1);
  aim(`at least ${AIMS.ratio} of the limit at ${most.clients} clients`, most.ratio >= AIMS.ratio);
  aim(`p99 below ${AIMS.p99} ms at ${most.clients} clients`, most.system.p99 < AIMS.p99);
  aim(`API below ${AIMS.memory} MB (at most ${memory.most})`, memory.most < AIMS.memory);
  print(`  The clients alone: ${whole(client.perSecond)} requests/s, ${client.clientMicros.toFixed(0)} µs each.\n`);
}

function printStorm({ cases, limit, backends, missing }) {
  print(`Storm: ${whole(cases)} deadlines due at one instant\n`);
  table(
    [
      '',
      'fired /s',
      'of the limit',
      'all fired after s',
      'alerts delivered after s',
      'lone p50 ms',
      'p99 ms',
      'worker MB',
    ],
    [
      ['plain SQL, one transaction each', whole(limit.perSecond), '1', seconds(limit.ms), '', '', '', ''],
      ...backends.map(({ name, storm, lone, ratio, memory }) => [
        `worker, queue in ${name}`,
        ...[whole(storm.perSecond), ratio.toFixed(2), seconds(storm.ms), seconds(storm.alertsMs)],
        ...[ms(lone.p50), ms(lone.p99), memory.most],
      ]),
    ],
  );
  for (const { name, lone, ratio, memory } of backends) {
    aim(`${name}: at least ${AIMS.ratio} of one transaction a timer`, ratio >= AIMS.ratio);
    aim(`${name}: a lone deadline less than ${AIMS.lateMs} ms late at p99`, lone.p99 < AIMS.lateMs);
    aim(`${name}: worker below ${AIMS.memory} MB`, memory.most < AIMS.memory);
  }
  for (const name of missing) print(`  ! not measured: ${name}`);
  print('');
}

function printGrowth({ few, many, calls, memory, seeding }) {
  print(`Growth: ${whole(few)} cases and ${whole(many)} cases, one client\n`);
  table(
    ['', 'p50 ms', 'p99 ms', 'many p50 ms', 'p99 ms', 'slower by'],
    calls.map(({ name, few: small, many: large, ratio }) => [
      name,
      ...[small, large].flatMap((of) => [ms(of.p50), ms(of.p99)]),
      ratio.toFixed(2),
    ]),
  );
  for (const { name, ratio } of calls) aim(`${name}: no more than ${AIMS.growth} times slower`, ratio <= AIMS.growth);
  for (const [name, { most }] of Object.entries(memory)) {
    aim(`${name} below ${AIMS.memory} MB (at most ${most})`, most < AIMS.memory);
  }
  if (seeding) print(`  Seeded in ${seconds(seeding.ms)} s, ${seeding.gigabytes.toFixed(1)} GB.`);
  print('');
}

function printCalendar({ cases, commands, said, audited, seeding }) {
  print(`Calendar: a corrected holiday notice for ${whole(cases)} open cases\n`);
  table(
    ['', 'seconds', 'cases /s', 'command MB'],
    commands.map(({ name, ms: took, most }) => [
      name,
      seconds(took),
      whole((cases * 1000) / took),
      most === null ? '' : whole(most),
    ]),
  );
  for (const line of said) print(`  ${line}`);
  const minutes = commands.reduce((sum, { ms: took }) => sum + took, 0) / 60_000;
  aim(
    `preview, apply and comparison below ${AIMS.calendar} minutes together (${minutes.toFixed(1)})`,
    minutes < AIMS.calendar,
  );
  aim(`the audit finds nothing: ${audited.said}`, audited.clean);
  print(`  Written in ${seconds(seeding.ms)} s, out of ${seeding.originals} real histories.\n`);
}

function aim(text, met) {
  print(`  ${met ? '✓' : '✗'} ${text}`);
}

function table(head, rows) {
  const lines = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const format = (line) =>
    `| ${line.map((cell, n) => (n ? cell.padStart(widths[n]) : cell.padEnd(widths[n]))).join(' | ')} |`;
  const rule = `| ${widths.map((width, n) => '-'.repeat(width - (n ? 1 : 0)) + (n ? ':' : '')).join(' | ')} |`;
  const [first, ...others] = lines.map(format);
  print([first, rule, ...others, ''].join('\n'));
}

const whole = (value) => Math.round(value).toLocaleString('en');
const ms = (value) => value.toFixed(value < 10 ? 2 : 1);
const seconds = (value) => (value / 1000).toFixed(1);

function print(text) {
  process.stdout.write(`${text}\n`);
}
