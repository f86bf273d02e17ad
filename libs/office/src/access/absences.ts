import { addDays, isLocalDate } from '@huiyin/domain';
import type { LocalDate } from '@huiyin/domain';
import { Absence as AbsenceRow } from '@huiyin/domain/entities';
import type { DataSource, EntityManager } from 'typeorm';
import { InvalidAbsence } from '../errors.ts';

/** Who is not at their desk, between which days, and who acts for them meanwhile. */
export interface Absence {
  readonly username: string;
  readonly kind: AbsenceRow['kind'];
  readonly from: LocalDate;
  /** The last day; null until further notice. */
  readonly to: LocalDate | null;
  readonly deputy: string | null;
}

/**
 * Two of one person must not overlap: nobody could say then who acts. That deputies are away themselves, or stand in for
 * one another in a circle, is no fault: each of them was told the truth, and an alert finds its way all the same.
 */
export function absenceFaults(absences: readonly Absence[], isKnown: (username: string) => boolean): string[] {
  return [
    ...absences.flatMap((each) => faultsOf(each, isKnown)),
    ...absences.flatMap((one, index) => {
      const other = absences.slice(index + 1).find((each) => overlap(one, each));
      return other ? [`${one.username} is away twice at once: ${daysOf(one)} and ${daysOf(other)}`] : [];
    }),
  ];
}

/**
 * Records absences; one that begins on the same day as a known one of that person takes its place.
 * @param recordedBy the command or the file they come from
 * @throws InvalidAbsence
 */
export async function recordAbsences(
  db: EntityManager,
  absences: readonly Absence[],
  recordedBy: string,
): Promise<void> {
  if (absences.length === 0) return;
  // One at a time: two commands at once would not see each other's.
  await db.query('LOCK TABLE absence IN SHARE ROW EXCLUSIVE MODE');
  const accounts: { username: string; isClosed: boolean }[] = await db.query(
    'SELECT username, disabled_at IS NOT NULL AS "isClosed" FROM account',
  );
  const known = await listed(db);
  const isReplaced = (old: Absence) =>
    absences.some(({ username, from }) => username === old.username && from === old.from);
  const isConcerned = (old: Absence) => absences.some(({ username }) => username === old.username);
  const staying = known.filter((old) => isConcerned(old) && !isReplaced(old));
  const isClosed = (name: string) => accounts.some((each) => each.username === name && each.isClosed);
  // What was recorded as it stands may come again with its file: that the deputy has left since is no fault of the file.
  const changed = absences.filter((each) => !known.some((old) => isSame(old, each)));
  const faults = [
    ...absenceFaults([...absences, ...staying], (name) => accounts.some(({ username }) => username === name)),
    // Who cannot log in can answer nothing.
    ...changed
      .filter(({ deputy }) => deputy !== null && isClosed(deputy))
      .map(({ username, deputy }) => `${String(deputy)} is to act for ${username}, and their account is closed`),
  ];
  if (faults.length > 0) throw new InvalidAbsence(faults);
  const rows = absences.map(({ username, kind, from, to, deputy }) => {
    return { account: username, kind, fromOn: from, toOn: to, deputy, recordedBy, recordedAt: new Date() };
  });
  await db.getRepository(AbsenceRow).upsert(rows, ['account', 'fromOn']);
}

/**
 * Somebody is back: what runs ends with the day before; what was still to come stays.
 * @returns whether they were away
 */
export async function endAbsence(dataSource: DataSource, username: string, backOn: LocalDate): Promise<boolean> {
  return dataSource.transaction(async (db) => {
    const running = 'account = $1 AND from_on <= $2::date AND (to_on IS NULL OR to_on >= $2::date)';
    const begun = await db.query(
      `WITH gone AS (DELETE FROM absence WHERE ${running} AND from_on = $2::date RETURNING id),
            ended AS (UPDATE absence SET to_on = $3::date WHERE ${running} AND from_on < $2::date RETURNING id)
       SELECT id FROM gone UNION ALL SELECT id FROM ended`,
      [username, backOn, addDays(backOn, -1)],
    );
    return (begun as unknown[]).length > 0;
  });
}

/** Absences that run on a day or later, in the order of their beginning. */
export async function listAbsences(dataSource: DataSource, from: LocalDate): Promise<Absence[]> {
  return (await listed(dataSource.manager)).filter(({ to }) => to === null || to >= from);
}

async function listed(db: EntityManager): Promise<Absence[]> {
  const rows = await db.getRepository(AbsenceRow).find({ order: { fromOn: 'ASC', account: 'ASC' } });
  return rows.map(({ account, kind, fromOn, toOn, deputy }) => {
    return { username: account, kind, from: fromOn, to: toOn, deputy };
  });
}

function faultsOf({ username, from, to, deputy }: Absence, isKnown: (username: string) => boolean): string[] {
  const days = [from, ...(to === null ? [] : [to])].filter((day) => !isLocalDate(day));
  return [
    ...(isKnown(username) ? [] : [`${username} is away and has no account`]),
    ...(deputy === null || isKnown(deputy) ? [] : [`${deputy} is to act for ${username} and has no account`]),
    ...(deputy === username ? [`${username} cannot be their own deputy`] : []),
    ...days.map((day) => `${username}: ${day} is no day of the calendar (YYYY-MM-DD)`),
    ...(to !== null && to < from ? [`${username} is away until ${to}, which is before ${from}`] : []),
  ];
}

function isSame(one: Absence, other: Absence): boolean {
  const keys = ['username', 'kind', 'from', 'to', 'deputy'] as const;
  return keys.every((key) => one[key] === other[key]);
}

function overlap(one: Absence, other: Absence): boolean {
  if (one.username !== other.username) return false;
  return (other.to === null || one.from <= other.to) && (one.to === null || other.from <= one.to);
}

function daysOf({ from, to }: Absence): string {
  return to === null ? `from ${from} on` : `${from} to ${to}`;
}
