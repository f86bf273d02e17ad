import { Fault } from '../fault.mjs';
import { actorOf, legalClock } from '../acting.mjs';
import { gathered } from './gather.mjs';
import { readMoves } from './moves-file.mjs';
import { summary } from './report.mjs';
import { verify } from './verify.mjs';

/** Does what was previewed, and compares. */
export async function apply(asked) {
  const { options, runtime, workflow, law, pool, registry } = asked;
  const { calendar } = await readMoves(options.file);
  if (!law.calendars.some(({ version }) => version === calendar))
    throw new Fault(`${options.file} is about the calendar ${calendar}, which is not loaded. Is HUIYIN_LAW set?`);
  await refuseUnready(pool, calendar);
  const actor = await actorOf(pool, options.by);
  const clock = await legalClock(runtime, pool);
  const recounting = workflow.createRecounting({ pool, registry, clock, announce: () => {} });
  const done = await gathered(runtime.applyCalendar(recounting, { calendar, ground: options.ground, actor }));
  console.log(summary(calendar, done, 'moved'));
  return (await verify(asked)) || (done.failures.length === 0 ? 0 : 1);
}

const AT_WORK = `
  SELECT DISTINCT application_name AS name FROM pg_stat_activity
  WHERE datname = current_database() AND application_name ~ '^huiyin-(api|worker) '`;

/** A program that does not know the calendar could not touch a case again that counts with it. */
async function refuseUnready(pool, calendar) {
  const { rows } = await pool.query(AT_WORK);
  const unready = rows.map(({ name }) => name).filter((name) => name.split(' ')[1] !== calendar);
  if (unready.length === 0) return;
  throw new Fault(
    `These are at work and do not count with ${calendar} yet: ${unready.join(', ')}.\n` +
      'Give them the same HUIYIN_LAW and start them again first.',
  );
}
