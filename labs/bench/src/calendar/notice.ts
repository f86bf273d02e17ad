// The moment at which the calendar part stands, and the notice that is corrected then: yesterday, today and tomorrow are
// off after all, and a Saturday at the end of the month is worked for them.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { STATUTORY_CALENDAR } from '@huiyin/domain';

/** A Tuesday with no holiday near, in a year whose notice is known. */
export const NOW = Date.parse('2026-06-09T10:00:00+08:00');
const YEAR = 2026;
const NAME = '临时放假';
const OFF = ['2026-06-08', '2026-06-09', '2026-06-10'];
const WORKED = '2026-06-27';

/** @param folder in which it is written @returns the folder that HUIYIN_LAW names */
export async function writeNotice(folder: string): Promise<string> {
  const law = join(folder, 'calendar-law');
  await rm(law, { recursive: true, force: true });
  await mkdir(join(law, 'calendars'), { recursive: true });
  await writeFile(join(law, 'calendars', 'corrected.json'), JSON.stringify(corrected()));
  return law;
}

function corrected(): object {
  const year = STATUTORY_CALENDAR.years.get(YEAR);
  if (!year) throw new Error(`the notice for ${YEAR} is not known`);
  const daysOff = [...year.daysOff, ...OFF.map((on) => ({ on, name: NAME }))];
  const makeUpWorkdays = [...year.makeUpWorkdays, { on: WORKED, name: NAME }];
  return {
    version: 'cn-bench',
    follows: STATUTORY_CALENDAR.version,
    years: [{ ...year, daysOff, makeUpWorkdays }],
  };
}
