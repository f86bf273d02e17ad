// What a draft comes to, as text for the terminal.
import { dateOf, timeOfDay } from '@huiyin/domain';
import { DIFFERENCES, NAMED } from '@huiyin/office';
import type { Tally } from '@huiyin/office';

/** What was told, to which draft. */
export interface About {
  readonly chart: string | null;
  readonly version: string;
  readonly policy: string | null;
  readonly received: { readonly from: string | null; readonly to: string | null };
  /** The instant to which time ran on, in ISO 8601. */
  readonly until: string;
}

type Kind = (typeof DIFFERENCES)[number];

const TITLES: Readonly<Record<Kind, string>> = {
  refused: 'an act is refused',
  place: 'ends in another state',
  lastDay: 'a clock has another last day',
  outcome: 'a clock ends otherwise',
  newClock: 'a clock is new',
  goneClock: 'a clock is gone',
  alerts: 'more or fewer alerts',
  overdue: 'overdue now, or no longer',
};

const SUMS: readonly (readonly [keyof Tally['sums'], string])[] = [
  ['ended', 'cases that have ended'],
  ['overdueClocks', 'clocks overdue now'],
  ['breachedClocks', 'duties done too late'],
  ['alerts', 'alerts'],
];

export function reported(about: About, tally: Tally): string {
  const { cases, same, differences, sums, failures } = tally;
  const told = cases - failures.cases;
  const found = DIFFERENCES.filter((kind) => differences[kind].cases > 0);
  const lines = [
    ...headOf(about, cases),
    '',
    row('the same', same),
    row('different', told - same),
    ...found.map((kind) => row(`  ${TITLES[kind]}`, differences[kind].cases, listed(differences[kind].by))),
    '',
    `of the ${told - differences.refused.cases} case(s) that every act was taken in:`,
    ...SUMS.map(([name, title]) => `  ${title}: ${sums[name].from} → ${sums[name].to}`),
    ...found.flatMap((kind) => ['', ...named(TITLES[kind], differences[kind])]),
    '',
    ...failures.named.map((failure) => `✗ case ${failure.case} could not be told: ${failure.reason}`),
    ...(failures.cases > NAMED ? [`✗ and ${failures.cases - NAMED} more`] : []),
    failures.cases === 0 ? '✓ every case could be told' : `✗ ${failures.cases} of ${cases} case(s) could not be told`,
  ];
  return `${lines.join('\n')}\n`;
}

function headOf({ chart, version, policy, received: { from, to }, until }: About, cases: number): string[] {
  const draft = [chart && `chart ${chart} (${version})`, policy && `policy ${policy}`].filter(Boolean).join(', ');
  const span = [from && ` from ${from}`, to && ` to ${to}`].filter(Boolean).join('');
  const now = Date.parse(until);
  return [
    `Draft: ${draft}. Nothing has been written.`,
    `${cases} case(s)${span && ` received${span}`} were told to it, until ${dateOf(now)} ${timeOfDay(now)}.`,
  ];
}

function row(title: string, count: number, detail = ''): string {
  return `${title.padEnd(34)}${String(count).padStart(8)}   ${detail}`.trimEnd();
}

function listed(by: Readonly<Record<string, number>>): string {
  const most = Object.entries(by).sort(([a, some], [b, more]) => more - some || (a < b ? -1 : 1));
  return most.map(([what, cases]) => `${what} ${cases}`).join(', ');
}

function named(title: string, { cases, named }: Tally['differences'][Kind]): string[] {
  return [
    `${title}:`,
    ...named.flatMap((each) =>
      each.differences.map(({ what, from, to }) => `  case ${each.case}  ${what}: ${from} → ${to}`),
    ),
    ...(cases > NAMED ? [`  and ${cases - NAMED} more case(s)`] : []),
  ];
}
