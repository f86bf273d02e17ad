import { randomInt } from 'node:crypto';
import { isLocalDate } from '@huiyin/domain';
import { Account, Unit } from '@huiyin/domain/entities';
import { keysOf, ROLES, UNIT_KINDS } from '@huiyin/workflow/contract';
import type { DataSource, EntityManager } from 'typeorm';
import { z } from 'zod';
import { InvalidOrganisation } from '../errors.ts';
import { absenceFaults, recordAbsences } from './absences.ts';
import { recordReorganisation, succeeded, takeOver } from './heirs.ts';
import { hashPassword } from './password.ts';

const code = z.string().regex(/^[\w.-]{1,100}$/, 'letters, digits, dots, dashes and underscores only');
const day = z.string().refine(isLocalDate, 'a day of the calendar, YYYY-MM-DD');

const OrganisationFile = z.object({
  units: z.array(
    z.object({
      code,
      name: z.string().min(1).max(200),
      kind: z.enum(keysOf(UNIT_KINDS)),
      parent: code.nullable(),
      // Left out is not null: a file that does not speak of these leaves them as they are.
      email: z.email().nullable().exactOptional(),
      dissolvedOn: day.nullable().exactOptional(),
      successor: code.nullable().exactOptional(),
    }),
  ),
  people: z.array(
    z.object({
      username: code,
      name: z.string().min(1).max(200),
      unit: code,
      roles: z.array(z.enum(keysOf(ROLES))).min(1),
      email: z.email().nullable().default(null),
    }),
  ),
  absences: z
    .array(
      z.object({
        username: code,
        kind: z.enum(['leave', 'delegation', 'vacancy']).default('leave'),
        from: day,
        to: day.nullable().default(null),
        deputy: code.nullable().default(null),
      }),
    )
    .default([]),
});
export type Organisation = z.output<typeof OrganisationFile>;

/** What the database holds already: a file is read on top of it. */
export interface Known {
  readonly units: readonly Pick<Unit, keyof Unit>[];
  readonly accounts: readonly Pick<Account, 'username'>[];
}

/** Every path that does not follow from the parents. */
const MOVE = `
  WITH RECURSIVE tree AS (
      SELECT code, ARRAY[code] AS path FROM unit WHERE parent IS NULL
      UNION ALL
      SELECT unit.code, tree.path || unit.code FROM unit JOIN tree ON unit.parent = tree.code),
    moved AS (
      UPDATE unit SET path = tree.path FROM tree WHERE unit.code = tree.code AND unit.path <> tree.path
      RETURNING unit.code)
  SELECT code FROM moved`;

/**
 * Looks at the form alone: whether what it refers to is there, the import says, which knows the database.
 * @throws InvalidOrganisation
 */
export function parseOrganisation(value: unknown): Organisation {
  const parsed = OrganisationFile.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new InvalidOrganisation(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`));
}

/**
 * Adds the units, people and absences of a file that are not there yet and brings the units up to date; takes nothing
 * away but what the file says is null. Who takes over from a dissolved unit, or is now above one, sees its petitions
 * from then on.
 * @param passwordHashFor the hash of a new account's first password
 * @returns the accounts that were added
 * @throws InvalidOrganisation or InvalidAbsence
 */
export async function importOrganisation(
  dataSource: DataSource,
  organisation: Organisation,
  passwordHashFor: (username: string) => Promise<string>,
): Promise<string[]> {
  return dataSource.transaction(async (db) => {
    // One at a time: two files at once could close a loop that neither of them sees.
    await db.query('LOCK TABLE unit IN SHARE ROW EXCLUSIVE MODE');
    const units = await db.getRepository(Unit).find();
    const accounts = await db.getRepository(Account).find({ select: { username: true } });
    const faults = organisationFaults(organisation, { units, accounts });
    if (faults.length > 0) throw new InvalidOrganisation(faults);
    const before = await succeeded(db);
    const reshaped = organisation.units.filter(({ code, kind }) =>
      units.some((unit) => unit.code === code && unit.kind !== kind),
    );
    const moved = await recordUnits(db, organisation.units, units);
    const fresh = organisation.people.filter((each) => !accounts.some(({ username }) => username === each.username));
    for (const person of fresh) {
      await db.getRepository(Account).insert({ ...person, passwordHash: await passwordHashFor(person.username) });
    }
    await recordAbsences(db, organisation.absences, 'organisation file');
    const changed = [...before, ...moved, ...reshaped.map(({ code }) => code)];
    await takeOver(db, changed);
    await recordReorganisation(db, changed);
    return fresh.map(({ username }) => username);
  });
}

/** @returns units that lie elsewhere than before, those below the ones that were moved included */
async function recordUnits(db: EntityManager, units: Organisation['units'], known: Known['units']): Promise<string[]> {
  if (units.length > 0) await db.getRepository(Unit).upsert(onTopOf(known, units), ['code']);
  return (await db.query<{ code: string }[]>(MOVE)).map(({ code }) => code);
}

/** Sets a new password and ends every session of the account. @returns false when there is no such account */
export async function resetPassword(dataSource: DataSource, username: string, password: string): Promise<boolean> {
  const passwordHash = await hashPassword(password);
  return dataSource.transaction(async (db) => {
    const { affected } = await db.getRepository(Account).update({ username }, { passwordHash });
    await db.query('DELETE FROM session WHERE username = $1', [username]);
    return affected === 1;
  });
}

/** Without characters that look alike; 80 random bits. */
export function newPassword(): string {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
  const group = () => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}

/** What a file gets wrong, read together with what is known already. */
export function organisationFaults({ units, people, absences }: Organisation, known: Known): string[] {
  const parents = new Map([...known.units, ...units].map((unit) => [unit.code, unit.parent]));
  const usernames = new Set([...known.accounts, ...people].map(({ username }) => username));
  return [
    ...doubles(units.map((unit) => unit.code)).map((unit) => `unit ${unit} stands there twice`),
    ...doubles(people.map((person) => person.username)).map((username) => `${username} stands there twice`),
    ...units
      .filter(({ parent }) => parent !== null && !parents.has(parent))
      .map((unit) => `unit ${unit.code} lies below ${String(unit.parent)}, which is not there`),
    // All of them, not the file's alone: a loop may close through units that the file does not name.
    ...[...parents.keys()].filter((unit) => isInLoop(unit, parents)).map((unit) => `unit ${unit} lies below itself`),
    ...onTopOf(known.units, units).flatMap(({ code, dissolvedOn, successor }) => {
      if (successor === null) return [];
      return [
        ...(dissolvedOn === null ? [`unit ${code} has a successor and no day on which it is dissolved`] : []),
        ...(parents.has(successor) ? [] : [`unit ${code} is succeeded by ${successor}, which is not there`]),
        ...(successor === code ? [`unit ${code} succeeds itself`] : []),
      ];
    }),
    ...people
      .filter(({ unit }) => !parents.has(unit))
      .map(({ username, unit }) => `${username} works at ${unit}, which is not there`),
    ...absenceFaults(absences, (username) => usernames.has(username)),
  ];
}

/** The file's units as whole rows: a column that only some of them had would be emptied in the others. */
function onTopOf(known: Known['units'], units: Organisation['units']) {
  const before = new Map(known.map((unit) => [unit.code, unit]));
  const empty = { email: null, dissolvedOn: null, successor: null };
  return units.map((unit) => ({ ...empty, path: [unit.code], ...before.get(unit.code), ...unit }));
}

function isInLoop(start: string, parents: ReadonlyMap<string, string | null>): boolean {
  const seen = new Set<string>();
  for (let unit = parents.get(start); unit && !seen.has(unit); unit = parents.get(unit)) {
    if (unit === start) return true;
    seen.add(unit);
  }
  return false;
}

function doubles(codes: readonly string[]): string[] {
  return [...new Set(codes.filter((each, index) => codes.indexOf(each) !== index))];
}
