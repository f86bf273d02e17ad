import { dateOf } from '@huiyin/domain';
import type { Clock } from '@huiyin/workflow';
import type { Pool } from 'pg';
import type { Directory } from '../access/directory.ts';
import { Staff } from './routing/staff.ts';
import type { Away, Person } from './routing/staff.ts';

const PEOPLE = 'SELECT username, name, unit, roles, disabled_at IS NOT NULL AS "left" FROM account ORDER BY username';

const ABSENCES = `
  SELECT account, kind, from_on::text AS "fromOn", to_on::text AS "toOn", deputy FROM absence
  WHERE from_on <= $1 AND (to_on IS NULL OR to_on >= $1) ORDER BY id`;

/** How long the list of people is believed. @unit milliseconds */
const FRESH_MS = 10_000;

/** Knows who is at work today, by the legal clock: leave begins and ends in the time that deadlines are counted in. */
export class Recipients {
  private last: { readonly staff: Staff; readonly readAt: number } | null = null;

  constructor(
    private readonly pool: Pool,
    private readonly directory: Directory,
    private readonly clock: Clock,
  ) {}

  /** @param withinMs how old the knowledge may be; 0 asks again in any case */
  async staff(withinMs = FRESH_MS): Promise<Staff> {
    const tree = await this.directory.fresh(withinMs);
    const today = dateOf(await this.clock.now());
    const { last } = this;
    if (last?.staff.today === today && Date.now() - last.readAt < withinMs) return last.staff;
    const people = await this.pool.query<Person>(PEOPLE);
    const absences = await this.pool.query<Away>(ABSENCES, [today]);
    this.last = { staff: new Staff(tree, people.rows, absences.rows, today), readAt: Date.now() };
    return this.last.staff;
  }
}
