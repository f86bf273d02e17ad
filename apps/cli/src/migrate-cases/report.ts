import type { MigrationProgress, MigrationSurvey } from '@huiyin/office';
import type { ChartChange } from '@huiyin/workflow';

/** Cases that are named; the rest are counted. */
const NAMED = 20;

/** What the dry run says. */
export function surveyed({ id, from, to }: ChartChange, survey: MigrationSurvey): string {
  const { cases, states, unmapped, timers, firedFirst, dueAtOnce, failures } = survey;
  const lost = unmapped.filter((state) => state.cases > 0);
  return text([
    `${id}: ${cases} case(s) from version ${from} to ${to}. Nothing has been written.`,
    '',
    ...table(
      'state',
      ['cases'],
      states.map((each) => [each.state, each.cases]),
    ),
    '',
    ...table(
      'timer',
      ['kept', 'moved', 'armed', 'cancelled'],
      timers.map(({ delay, kept, moved, armed, cancelled }) => [delay, kept, moved, armed, cancelled]),
    ),
    '',
    `${firedFirst} timer(s) are due already and would fire under version ${from} first.`,
    `${dueAtOnce.length} case(s) would have something due at once${named(dueAtOnce)}`,
    ...unmapped.map((each) => `${each.cases > 0 ? '✗' : '·'} unmapped: ${each.state}, ${each.cases} case(s)`),
    ...failures.slice(0, NAMED).map(({ caseId, reason }) => `✗ case ${caseId}: ${reason}`),
    ...(failures.length > NAMED ? [`✗ and ${failures.length - NAMED} more`] : []),
    lost.length + failures.length === 0
      ? '✓ every case can go on'
      : `✗ ${failures.length} of ${cases} case(s) cannot go on`,
  ]);
}

/** What the real run says at its end. */
export function finished(
  { from, to }: ChartChange,
  back: boolean,
  { migrated, total, failures, movedOn, held }: MigrationProgress,
): string {
  const done = back ? 'were put back' : 'went on';
  return text([
    ...failures.slice(0, NAMED).map(({ caseId, reason }) => `✗ case ${caseId} stays on version ${from}: ${reason}`),
    ...(failures.length > NAMED ? [`✗ and ${failures.length - NAMED} more`] : []),
    ...(movedOn.length > 0
      ? [`${movedOn.length} case(s) have moved on since, or began on version ${from}, and stay there${named(movedOn)}`]
      : []),
    ...(held > 0 ? [`✗ ${held} case(s) were held by others the whole time: run it again`] : []),
    `${failures.length + held === 0 ? '✓' : '✗'} ${migrated} of ${total} case(s) ${done} from version ${from} to ${to}`,
  ]);
}

function named(ids: readonly string[]): string {
  if (ids.length === 0) return '.';
  const more = ids.length > NAMED ? ` and ${ids.length - NAMED} more` : '';
  return `: ${ids.slice(0, NAMED).join(', ')}${more}`;
}

type Row = readonly [name: string, ...cells: number[]];

function table(first: string, columns: readonly string[], rows: readonly Row[]): string[] {
  const width = Math.max(first.length, ...rows.map(([name]) => name.length));
  const cells = (values: readonly (string | number)[]) => values.map((value) => String(value).padStart(10)).join('');
  return [
    `${first.padEnd(width)}${cells(columns)}`,
    ...rows.map(([name, ...values]) => `${name.padEnd(width)}${cells(values)}`),
  ];
}

function text(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}
