import { randomInt } from 'node:crypto';
import { isLocalDate } from '@huiyin/domain';
import { Account, Unit } from '@huiyin/domain/entities';
import { keysOf, ROLES } from '@huiyin/workflow/contract';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { absenceFaults, recordAbsences } from './absences.ts';
import { succeeded, takeOver } from './heirs.ts';
import { hashPassword } from './password.ts';

const code = z.string().regex(/^[\w.-]{1,100}$/, 'letters, digits, dots, dashes and underscores only');
const day = z.string().refine(isLocalDate, 'a day of the calendar, YYYY-MM-DD');

const OrganisationFile = z.object({
  units: z.array(
    z.object({
      code,
      name: z.string().min(1).max(200),
      kind: z.string().min(1).max(50),
      parent: code.nullable(),
      email: z.email().nullable().default(null),
      dissolvedOn: day.nullable().default(null),
      successor: code.nullable().default(null),
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

/** The file is wrong; every fault is named. */
export class InvalidOrganisation extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`the organisation is not valid:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  }
}

/** @throws InvalidOrganisation */
export function parseOrganisation(value: unknown): Organisation {
  const parsed = OrganisationFile.safeParse(value);
  const faults = parsed.success
    ? faultsOf(parsed.data)
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  if (!parsed.success || faults.length > 0) throw new InvalidOrganisation(faults);
  return parsed.data;
}

/**
 * Adds the units, people and absences of a file that are not there yet and brings the units up to date; takes nothing
 * away. Who takes over from a dissolved unit sees its petitions from then on.
 * @param passwordHashFor the hash of a new account's first password
 * @returns the accounts that were added
 */
export async function importOrganisation(
  dataSource: DataSource,
  { units, people, absences }: Organisation,
  passwordHashFor: (username: string) => Promise<string>,
): Promise<string[]> {
  const parents = new Map(units.map((unit) => [unit.code, unit.parent]));
  const pathOf = (unit: string): string[] => {
    const parent = parents.get(unit);
    return parent ? [...pathOf(parent), unit] : [unit];
  };
  return dataSource.transaction(async (db) => {
    // From the root down, since each unit refers to the one above it.
    const rows = units
      .map((unit) => ({ ...unit, path: pathOf(unit.code) }))
      .sort((a, b) => a.path.length - b.path.length);
    const before = await succeeded(db);
    if (rows.length > 0) await db.getRepository(Unit).upsert(rows, ['code']);
    const known = await db.getRepository(Account).find({ select: { username: true } });
    const fresh = people.filter(({ username }) => !known.some((account) => account.username === username));
    for (const person of fresh) {
      await db.getRepository(Account).insert({ ...person, passwordHash: await passwordHashFor(person.username) });
    }
    await recordAbsences(db, absences, 'organisation file');
    await takeOver(db, before);
    return fresh.map(({ username }) => username);
  });
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

function faultsOf({ units, people, absences }: Organisation): string[] {
  const parents = new Map(units.map((unit) => [unit.code, unit.parent]));
  const usernames = new Set(people.map(({ username }) => username));
  return [
    ...doubles(units.map((unit) => unit.code)).map((unit) => `unit ${unit} stands there twice`),
    ...doubles(people.map((person) => person.username)).map((username) => `${username} stands there twice`),
    ...units
      .filter(({ parent }) => parent !== null && !parents.has(parent))
      .map((unit) => `unit ${unit.code} lies below ${String(unit.parent)}, which is not there`),
    ...units.filter((unit) => isInLoop(unit.code, parents)).map((unit) => `unit ${unit.code} lies below itself`),
    ...units.flatMap(({ code, dissolvedOn, successor }) => {
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
