import type { CaseMove } from '@huiyin/office';
import type { Gathered } from './gather.ts';

/** Cases that are named; the rest are counted. */
const NAMED = 20;

/** What a calendar does, in figures. */
export function summary(calendar: string, { total, moves, failures }: Gathered, what: string): string {
  const cases = new Set(moves.map((move) => move.case)).size;
  const count = (fits: (move: CaseMove) => boolean) => moves.filter(fits).length;
  return [
    `${calendar}: ${total} open case(s) count with another calendar.`,
    `${moves.length} clock(s) of ${cases} case(s) ${what}; ${count(({ unbreached }) => unbreached)} no longer overdue, ${count(({ overdue }) => overdue)} overdue at once.`,
    ...[...byRule(moves)].sort().map(([name, clocks]) => `  ${name.padEnd(36)} ${String(clocks).padStart(8)}`),
    ...failures.slice(0, NAMED).map((failure) => `✗ case ${failure.case}: ${failure.reason}`),
    ...(failures.length > NAMED ? [`✗ and ${failures.length - NAMED} more`] : []),
  ].join('\n');
}

function byRule(moves: readonly CaseMove[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { rule, from, to } of moves) {
    const key = `${rule}, ${from < to ? 'later' : from > to ? 'earlier' : 'the same day'}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
