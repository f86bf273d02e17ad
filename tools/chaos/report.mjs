import { writeFile } from 'node:fs/promises';

/** Violations that are printed in full; the JSON has them all. */
const MOST_PRINTED = 40;

export async function writeJson(file, results) {
  await writeFile(file, `${JSON.stringify(results, null, 2)}\n`);
}

/** One line that says what is going on; on a terminal it is overwritten, elsewhere a line is printed every ten seconds. */
export class RunningLine {
  #printedAt = 0;

  constructor(name) {
    this.name = name;
  }

  say(text) {
    this.#print(`${this.name}: ${text}`, 0);
  }

  count({ counts }, ledger, beganAt) {
    const { kills, pauses, stops, forgotten, leaps } = counts;
    const seconds = Math.round((Date.now() - beganAt) / 1000);
    const done = `${sum(kills)} kills, ${sum(pauses)} pauses, ${sum(stops)} stops, ${forgotten} flushes, ${leaps} leaps`;
    this.#print(`${this.name}: ${seconds} s, ${done}, ${ledger.acknowledged.length} steps acknowledged`, 10_000);
  }

  end() {
    if (process.stdout.isTTY) process.stdout.write('\r\x1b[K');
  }

  #print(text, everyMs) {
    if (process.stdout.isTTY) {
      process.stdout.write(`\r\x1b[K${text}`);
    } else if (Date.now() - this.#printedAt >= everyMs) {
      process.stdout.write(`· ${text}\n`);
      this.#printedAt = Date.now();
    }
  }
}

export function printReport(results) {
  const tables = results.map(rowsOf);
  const head = ['', ...results.map(({ backend, seed, seconds }) => `queue on ${backend}, seed ${seed}, ${seconds} s`)];
  table(
    head,
    [...tables[0].keys()].map((name) => [name, ...tables.map((rows) => rows.get(name))]),
  );
  for (const { backend, violations } of results) {
    for (const violation of violations.slice(0, MOST_PRINTED)) process.stdout.write(`✗ ${backend}: ${violation}\n`);
    if (violations.length > MOST_PRINTED) process.stdout.write(`  … and ${violations.length - MOST_PRINTED} more\n`);
  }
}

function rowsOf({ hand, counts, violations }) {
  const byKind = (of) =>
    `${sum(of)} (${['api', 'worker', 'postgres', 'redis']
      .map((kind) => [kind, sum(Object.fromEntries(Object.entries(of).filter(([name]) => name.startsWith(kind))))])
      .filter(([, n]) => n > 0)
      .map(([kind, n]) => `${kind} ${n}`)
      .join(', ')})`;
  return new Map([
    ['killed with SIGKILL', byKind(hand.kills)],
    ['paused', byKind(hand.pauses)],
    ['stopped in good order', byKind(hand.stops)],
    ['queue emptied', hand.forgotten],
    ['clock moved', hand.leaps],
    ['blows that met nobody', hand.nobody],
    ...Object.entries(counts),
    ['violations', violations.length],
  ]);
}

function table(head, rows) {
  const lines = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const format = (line) =>
    `| ${line.map((cell, n) => (n ? cell.padStart(widths[n]) : cell.padEnd(widths[n]))).join(' | ')} |`;
  const rule = `| ${widths.map((width, n) => '-'.repeat(width - (n ? 1 : 0)) + (n ? ':' : '')).join(' | ')} |`;
  const [first, ...others] = lines.map(format);
  process.stdout.write(`\n${[first, rule, ...others].join('\n')}\n\n`);
}

const sum = (counts) => Object.values(counts).reduce((total, n) => total + n, 0);
