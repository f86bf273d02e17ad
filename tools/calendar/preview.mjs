import { access } from 'node:fs/promises';
import { Fault } from '../fault.mjs';
import { standingClock } from '../acting.mjs';
import { summary } from './report.mjs';
import { writeMoves } from './moves-file.mjs';
import { gathered } from './gather.mjs';

/** What the latest calendar would do to the open cases. Nothing is written but the file. */
export async function preview({ options: { file }, office, platform, workflow, law, pool, registry }) {
  if (file && (await exists(file))) throw new Fault(`${file} is there already. A preview is kept; name another file.`);
  const { version: calendar } = office.currentCalendar(law);
  if (law.calendars.length === 1)
    throw new Fault(`There is only the calendar of the release, ${calendar}. A notice is a file: docs/calendars.md`);
  const clock = await standingClock(platform, pool);
  const at = new Date(clock.now()).toISOString();
  const beside = office.besideCases(new office.Directory(pool));
  const amending = workflow.createAmending({ pool, registry, clock, beside, announce: () => {} });
  const found = await gathered(office.foreseeCalendar(amending, calendar));
  console.log(summary(calendar, found, 'would move'));
  if (!file) return found.failures.length === 0 ? 0 : 1;
  await writeMoves(file, { calendar, cases: found.total, at }, found.moves);
  console.log(`Written to ${file}. To do it: npm run calendar -- --apply ${file} --by ACCOUNT --ground TEXT`);
  return found.failures.length === 0 ? 0 : 1;
}

const exists = (file) =>
  access(file).then(
    () => true,
    () => false,
  );
