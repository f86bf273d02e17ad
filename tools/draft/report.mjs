// What a draft comes to, as text for the terminal.
const TITLES = {
  refused: 'an act is refused',
  place: 'ends in another state',
  lastDay: 'a clock has another last day',
  outcome: 'a clock ends otherwise',
  newClock: 'a clock is new',
  goneClock: 'a clock is gone',
  alerts: 'more or fewer alerts',
  overdue: 'overdue now, or no longer',
};

const SUMS = {
  ended: 'cases that have ended',
  overdueClocks: 'clocks overdue now',
  breachedClocks: 'duties done too late',
  alerts: 'alerts',
};

export function reported({ chart, version, policy, received, until }, tally, shared) {
  const { DIFFERENCES, NAMED, dateOf, timeOfDay } = shared;
  const { cases, same, differences, sums, failures } = tally;
  const told = cases - failures.cases;
  const draft = [chart && `chart ${chart} (${version})`, policy && `policy ${policy}`].filter(Boolean).join(', ');
  const found = DIFFERENCES.filter((kind) => differences[kind].cases > 0);
  const now = Date.parse(until);
  const span = [received.from && ` from ${received.from}`, received.to && ` to ${received.to}`]
    .filter(Boolean)
    .join('');
  const lines = [
    `Draft: ${draft}. Nothing has been written.`,
    `${cases} case(s)${span && ` received${span}`} were told to it, until ${dateOf(now)} ${timeOfDay(now)}.`,
    '',
    ...row('the same', same),
    ...row('different', told - same),
    ...found.flatMap((kind) => row(`  ${TITLES[kind]}`, differences[kind].cases, listed(differences[kind].by))),
    '',
    `of the ${told - differences.refused.cases} case(s) that every act was taken in:`,
    ...Object.keys(SUMS).map((name) => `  ${SUMS[name]}: ${sums[name].from} → ${sums[name].to}`),
    ...found.flatMap((kind) => ['', ...named(TITLES[kind], differences[kind], NAMED)]),
    '',
    ...failures.named.map((failure) => `✗ case ${failure.case} could not be told: ${failure.reason}`),
    ...(failures.cases > NAMED ? [`✗ and ${failures.cases - NAMED} more`] : []),
    failures.cases === 0 ? '✓ every case could be told' : `✗ ${failures.cases} of ${cases} case(s) could not be told`,
  ];
  return `${lines.join('\n')}\n`;
}

function row(title, count, detail = '') {
  return [`${title.padEnd(34)}${String(count).padStart(8)}   ${detail}`.trimEnd()];
}

function listed(by) {
  const most = Object.entries(by).sort(([a, some], [b, more]) => more - some || (a < b ? -1 : 1));
  return most.map(([what, cases]) => `${what} ${cases}`).join(', ');
}

function named(title, { cases, named }, most) {
  return [
    `${title}:`,
    ...named.flatMap((each) =>
      each.differences.map(({ what, from, to }) => `  case ${each.case}  ${what}: ${from} → ${to}`),
    ),
    ...(cases > most ? [`  and ${cases - most} more case(s)`] : []),
  ];
}
