import { writeFile } from 'node:fs/promises';
import { table } from '@huiyin/lab-kit';
import type { Hits } from '../hand/hand.ts';
import type { Result } from './result.ts';
import { sum } from './sum.ts';

/** Violations that are printed in full; the JSON has them all. */
const MOST_PRINTED = 40;

const KINDS = ['api', 'worker', 'postgres', 'redis'];

export async function writeJson(file: string, results: readonly Result[]): Promise<void> {
  await writeFile(file, `${JSON.stringify(results, null, 2)}\n`);
}

/** A table with a column for each run, and below it what is wrong. */
export function printReport(results: readonly Result[]): void {
  const columns = results.map(rowsOf);
  const names = [...new Set(columns.flatMap((rows) => [...rows.keys()]))];
  const head = results.map(({ backend, seed, seconds }) => `queue on ${backend}, seed ${seed}, ${seconds} s`);
  const cells = names.map((name) => [name, ...columns.map((rows) => rows.get(name) ?? '')]);
  process.stdout.write(`\n${table(['', ...head], cells).join('\n')}\n`);
  for (const { backend, violations } of results) {
    for (const violation of violations.slice(0, MOST_PRINTED)) process.stdout.write(`✗ ${backend}: ${violation}\n`);
    if (violations.length > MOST_PRINTED) process.stdout.write(`  … and ${violations.length - MOST_PRINTED} more\n`);
  }
}

function rowsOf({ hand, counts, violations }: Result): Map<string, string> {
  const rows: [string, string | number][] = [
    ['killed with SIGKILL', byKind(hand.kills)],
    ['paused', byKind(hand.pauses)],
    ['stopped in good order', byKind(hand.stops)],
    ['queue emptied', hand.forgotten],
    ['clock moved', hand.leaps],
    ['blows that met nobody', hand.nobody],
    ...Object.entries(counts),
    ['violations', violations.length],
  ];
  return new Map(rows.map(([name, value]) => [name, String(value)]));
}

/** `5 (api 2, worker 3)` */
function byKind(hits: Hits): string {
  const counted = KINDS.map((kind) => {
    const ofKind = Object.entries(hits).filter(([name]) => name.startsWith(kind));
    return { kind, n: sum(Object.fromEntries(ofKind)) };
  });
  const parts = counted.filter(({ n }) => n > 0).map(({ kind, n }) => `${kind} ${n}`);
  return `${sum(hits)} (${parts.join(', ')})`;
}
