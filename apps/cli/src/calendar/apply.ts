import { applyCalendar, currentCalendar, foreseeCalendar } from '@huiyin/office';
import { Fault } from '@huiyin/tools/fault';
import { createAmending } from '@huiyin/workflow';
import type { Pool } from 'pg';
import { say } from '../say.ts';
import { actorOf } from '../system/actor.ts';
import { legalClock } from '../system/clock.ts';
import { engineOn } from '../system/engine.ts';
import type { OpenedCases } from '../system/opened.ts';
import type { Work } from './work.ts';
import { gathered } from './gather.ts';
import type { Gathered } from './gather.ts';
import { readMoves } from './moves-file.ts';
import type { Preview } from './moves-file.ts';
import { lineOf, partedBy, without } from './moves.ts';
import { summary } from './report.ts';
import { verify } from './verify.ts';

type Applying = Extract<Work, { does: 'apply' }>;

/** Does what was previewed, and compares. @returns the exit code */
export async function apply({ file, by, ground }: Applying, opened: OpenedCases): Promise<number> {
  const { law, pool } = opened;
  const approved = await readMoves(file);
  const { calendar } = approved;
  refuseOther(calendar, currentCalendar(law).version, file);
  await refuseUnready(pool, calendar);
  const actor = await actorOf(pool, by);
  const amending = createAmending(engineOn(opened, await legalClock(opened)));
  const foreseen = await gathered(foreseeCalendar(amending, calendar));
  await refuseUnforeseen(pool, foreseen, { ...approved, file });
  const done = await gathered(applyCalendar(amending, { calendar, ground, actor }));
  say(summary(calendar, done, 'moved'));
  say(`${done.done} histor${done.done === 1 ? 'y has' : 'ies have'} a line that says so.`);
  return (await verify(file, opened)) || (done.failures.length === 0 ? 0 : 1);
}

function refuseOther(calendar: string, latest: string, file: string): void {
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
async function refuseUnforeseen(
  pool: Pool,
  { moves }: Gathered,
  { at, moves: approved, file }: Preview & { readonly file: string },
): Promise<void> {
  const { touched, untouched } = await partedBy(pool, without(moves, approved), at);
  if (touched.length > 0) say(`${touched.length} clock(s) of cases that have moved on since the preview move as well.`);
  const [first] = untouched;
  if (!first) return;
  throw new Fault(
    `${untouched.length} clock(s) would move otherwise than ${file} says, the first of them:\n  ${lineOf(first)}\n` +
      'It is not the preview of this notice. Make a new one, and have it approved.',
  );
}

const AT_WORK = `
  SELECT DISTINCT application_name AS name FROM pg_stat_activity
  WHERE datname = current_database() AND application_name ~ '^huiyin-(api|worker) '`;

/** A program that does not know the calendar could not touch a case again that counts with it. */
async function refuseUnready(pool: Pool, calendar: string): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(AT_WORK);
  const unready = rows.map(({ name }) => name).filter((name) => name.split(' ')[1] !== calendar);
  if (unready.length === 0) return;
  throw new Fault(
    `These are at work and do not count with ${calendar}: ${unready.join(', ')}.\n` +
      'Give them the same HUIYIN_LAW and start them again first.',
  );
}
