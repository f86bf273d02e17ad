import { access } from 'node:fs/promises';
import { currentCalendar, foreseeCalendar } from '@huiyin/office';
import { Fault } from '@huiyin/tools/fault';
import { createAmending } from '@huiyin/workflow';
import { say } from '../say.ts';
import { standingClock } from '../system/clock.ts';
import { engineOn } from '../system/engine.ts';
import type { OpenedCases } from '../system/opened.ts';
import { gathered } from './gather.ts';
import { writeMoves } from './moves-file.ts';
import { summary } from './report.ts';

/** What the latest calendar would do to the open cases. Nothing is written but the file. */
export async function preview(file: string | undefined, opened: OpenedCases): Promise<number> {
  const { law } = opened;
  if (file && (await exists(file))) throw new Fault(`${file} is there already. A preview is kept; name another file.`);
  const { version: calendar } = currentCalendar(law);
  if (law.calendars.length === 1)
    throw new Fault(`There is only the calendar of the release, ${calendar}. A notice is a file: docs/calendars.md`);
  const clock = await standingClock(opened);
  const at = new Date(await clock.now()).toISOString();
  const found = await gathered(foreseeCalendar(createAmending(engineOn(opened, clock)), calendar));
  say(summary(calendar, found, 'would move'));
  if (file) {
    await writeMoves(file, { calendar, cases: found.total, at, moves: found.moves });
    say(`Written to ${file}. To do it: npx huiyin calendar --apply ${file} --by ACCOUNT --ground TEXT`);
  }
  return found.failures.length === 0 ? 0 : 1;
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
