import { Fault } from '../fault.mjs';
import { actorOf, legalClock } from '../acting.mjs';
import { gathered } from './gather.mjs';
import { readMoves } from './moves-file.mjs';
import { lineOf, partedBy, without } from './moves.mjs';
import { summary } from './report.mjs';
import { verify } from './verify.mjs';

/** Does what was previewed, and compares. */
export async function apply(asked) {
  const { options, office, platform, workflow, law, pool, registry } = asked;
  const approved = await readMoves(options.file);
  const { calendar } = approved;
  refuseOther(calendar, office.currentCalendar(law).version, options.file);
  await refuseUnready(pool, calendar);
  const actor = await actorOf(pool, options.by);
  const clock = await legalClock(platform, pool);
  const beside = office.besideCases(new office.Directory(pool));
  const amending = workflow.createAmending({ pool, registry, clock, beside, announce: () => {} });
  const foreseen = await gathered(office.foreseeCalendar(amending, calendar));
  await refuseUnforeseen(pool, foreseen, { ...approved, file: options.file });
  const done = await gathered(office.applyCalendar(amending, { calendar, ground: options.ground, actor }));
  console.log(summary(calendar, done, 'moved'));
  console.log(`${done.done} histor${done.done === 1 ? 'y has' : 'ies have'} a line that says so.`);
  return (await verify(asked)) || (done.failures.length === 0 ? 0 : 1);
}

function refuseOther(calendar, latest, file) {
  if (calendar === latest) return;
  throw new Fault(
    `${file} is about the calendar ${calendar}; the latest that is loaded is ${latest}. ` +
      'Is HUIYIN_LAW set as it was for the preview? Else make a new preview.',
  );
}

/**
 * What was approved is what is done: of a case to which nothing has happened since, no clock may move otherwise than was
 * previewed. While it was waited for approval others have gone on; their new clocks move as well, and are told.
 */
async function refuseUnforeseen(pool, { moves }, { at, moves: approved, file }) {
  const { touched, untouched } = await partedBy(pool, without(moves, approved), at);
  if (touched.length > 0)
    console.log(`${touched.length} clock(s) of cases that have moved on since the preview move as well.`);
  if (untouched.length === 0) return;
  throw new Fault(
    `${untouched.length} clock(s) would move otherwise than ${file} says, the first of them:\n  ${lineOf(untouched[0])}\n` +
      'It is not the preview of this notice. Make a new one, and have it approved.',
  );
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
    `These are at work and do not count with ${calendar}: ${unready.join(', ')}.\n` +
      'Give them the same HUIYIN_LAW and start them again first.',
  );
}
