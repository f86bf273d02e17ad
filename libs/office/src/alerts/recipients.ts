import { dateOf } from '@huiyin/domain';
import type { Clock } from '@huiyin/workflow';
import type { PoolClient } from 'pg';
import { UnitTree, UNITS } from '../access/directory.ts';
import type { UnitNode } from '../access/directory.ts';
import { Staff } from './routing/staff.ts';
import type { Away, Person } from './routing/staff.ts';

const PEOPLE = 'SELECT username, name, unit, roles, disabled_at IS NOT NULL AS "left" FROM account ORDER BY username';

const ABSENCES = `
  SELECT account, kind, from_on::text AS "fromOn", to_on::text AS "toOn", deputy FROM absence
  WHERE from_on <= $1 AND (to_on IS NULL OR to_on >= $1) ORDER BY id`;

/** The legal clock; one that lives in the database is read on the connection it is given. */
interface ClockBy {
  now(db: PoolClient): ReturnType<Clock['now']>;
}

/** How long the list of people is believed. @unit milliseconds */
const FRESH_MS = 10_000;

/** Knows who is at work today, by the legal clock: leave begins and ends in the time that deadlines are counted in. */
export class Recipients {
  private last: { readonly staff: Staff; readonly readAt: number } | null = null;

  constructor(private readonly clock: ClockBy) {}

  /**
   * @param db the one connection that is asked: whoever delivers alerts holds it already, and waits for no second one
   * @param withinMs how old the knowledge may be; 0 asks again in any case
   */
  async staff(db: PoolClient, withinMs = FRESH_MS): Promise<Staff> {
    const today = dateOf(await this.clock.now(db));
    const { last } = this;
    if (last?.staff.today === today && Date.now() - last.readAt < withinMs) return last.staff;
    const units = await db.query<UnitNode>(UNITS);
    const people = await db.query<Person>(PEOPLE);
    const absences = await db.query<Away>(ABSENCES, [today]);
    this.last = { staff: new Staff(new UnitTree(units.rows), people.rows, absences.rows, today), readAt: Date.now() };
    return this.last.staff;
  }
}
