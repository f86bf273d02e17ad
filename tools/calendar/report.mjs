/** Cases that are named; the rest are counted. */
const NAMED = 20;

/** What a calendar does, in figures. */
export function summary(calendar, { total, moves, failures }, what) {
  const cases = new Set(moves.map((move) => move.case)).size;
  const count = (fits) => moves.filter(fits).length;
  const byRule = new Map();
  for (const { rule, from, to } of moves) {
    const key = `${rule}, ${from < to ? 'later' : from > to ? 'earlier' : 'the same day'}`;
    byRule.set(key, (byRule.get(key) ?? 0) + 1);
  }
  return [
    `${calendar}: ${total} open case(s) count with another calendar.`,
    `${moves.length} clock(s) of ${cases} case(s) ${what}; ${count(({ unbreached }) => unbreached)} no longer overdue, ${count(({ overdue }) => overdue)} overdue at once.`,
    ...[...byRule].sort().map(([name, clocks]) => `  ${name.padEnd(36)} ${String(clocks).padStart(8)}`),
    ...failures.slice(0, NAMED).map((failure) => `✗ case ${failure.case}: ${failure.reason}`),
    ...(failures.length > NAMED ? [`✗ and ${failures.length - NAMED} more`] : []),
  ].join('\n');
}
