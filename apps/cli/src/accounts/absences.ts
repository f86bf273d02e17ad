import { dateOf, isLocalDate } from '@huiyin/domain';
import type { LocalDate } from '@huiyin/domain';
import { endAbsence, listAbsences, recordAbsences } from '@huiyin/office';
import type { Absence } from '@huiyin/office';
import { Fault } from '@huiyin/tools/fault';
import { say } from '../say.ts';
import { legalTime } from '../system/clock.ts';
import type { Opened } from '../system/opened.ts';

export async function recordAway(absence: Absence, { dataSource }: Opened): Promise<void> {
  await dataSource.transaction((db) => recordAbsences(db, [absence], 'accounts command'));
  say(`Recorded: ${inOneLine(absence)}`);
}

interface Back {
  readonly username: string;
  /** Left out: today. */
  readonly on: string | undefined;
}

export async function recordBack({ username, on: given }: Back, opened: Opened): Promise<void> {
  const on = given ?? (await today(opened));
  if (!isLocalDate(on)) throw new Fault(`${on} is no day of the calendar (YYYY-MM-DD).`);
  if (!(await endAbsence(opened.dataSource, username, on))) throw new Fault(`${username} is not away on ${on}.`);
  say(`${username} is back from ${on} on.`);
}

export async function listAll(opened: Opened): Promise<void> {
  const all = await listAbsences(opened.dataSource, await today(opened));
  if (all.length === 0) say('Nobody is away, now or later.');
  for (const absence of all) say(inOneLine(absence));
}

/** By the clock of the system that is meant, as it runs. */
async function today(opened: Opened): Promise<LocalDate> {
  return dateOf(await legalTime(opened));
}

function inOneLine({ username, kind, from, to, deputy }: Absence): string {
  const days = to === null ? `from ${from} on` : `${from} to ${to}`;
  return `${username.padEnd(24)} ${kind.padEnd(10)} ${days}${deputy === null ? '' : `, deputy ${deputy}`}`;
}
