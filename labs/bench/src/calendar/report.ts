import { table } from '@huiyin/lab-kit';
import { aim, AIMS } from '../report/aims.ts';
import { seconds, whole } from '../report/figures.ts';
import type { CalendarResult } from './measure.ts';

const HEAD = ['', 'seconds', 'cases /s', 'command MB'];

export function reportCalendar({ cases, commands, said, audited, seeding }: CalendarResult): string[] {
  const rows = commands.map(({ name, ms, most }) => [
    name,
    ...[seconds(ms), whole((cases * 1000) / ms), most === null ? '' : whole(most)],
  ]);
  const minutes = commands.reduce((sum, { ms }) => sum + ms, 0) / 60_000;
  const together = `preview, apply and comparison below ${AIMS.calendar} minutes together (${minutes.toFixed(1)})`;
  return [
    `Calendar: a corrected holiday notice for ${whole(cases)} open cases\n`,
    ...table(HEAD, rows),
    ...said.map((line) => `  ${line}`),
    aim(together, minutes < AIMS.calendar),
    aim(`the audit finds nothing: ${audited.said}`, audited.clean),
    `  Written in ${seconds(seeding.ms)} s, out of ${seeding.originals} real histories.\n`,
  ];
}
