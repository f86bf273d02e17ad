import { access } from 'node:fs/promises';
import { Fault } from '../fault.mjs';
import { legalClock } from '../acting.mjs';
import { summary } from './report.mjs';
import { writeMoves } from './moves-file.mjs';
import { gathered } from './gather.mjs';

/** What the latest calendar would do to the open cases. Nothing is written but the file. */
export async function preview({ options: { file }, runtime, workflow, law, pool, registry }) {
  if (file && (await exists(file))) throw new Fault(`${file} is there already. A preview is kept; name another file.`);
  const { version: calendar } = runtime.currentCalendar(law);
  const clock = await legalClock(runtime, pool);
  const recounting = workflow.createRecounting({ pool, registry, clock, announce: () => {} });
  const found = await gathered(runtime.foreseeCalendar(recounting, calendar));
  console.log(summary(calendar, found, 'would move'));
  if (!file) return found.failures.length === 0 ? 0 : 1;
  await writeMoves(file, { calendar, cases: found.total, at: new Date().toISOString() }, found.moves);
  console.log(`Written to ${file}. To do it: npm run calendar -- --apply ${file} --by ACCOUNT --ground TEXT`);
  return found.failures.length === 0 ? 0 : 1;
}

const exists = (file) =>
  access(file).then(
    () => true,
    () => false,
  );
