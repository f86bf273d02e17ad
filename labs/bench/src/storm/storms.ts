import type { Instant } from '@huiyin/domain';
import type { RegisterPetition } from '@huiyin/workflow/contract';
import type { Pool } from 'pg';
import { openDesk } from '../cases/desk.ts';
import type { Desk } from '../cases/desk.ts';
import { demoForms, OFFICE } from '../cases/township.ts';
import { multiply } from '../copies/multiply.ts';
import type { Database } from '../stage/databases.ts';

/**
 * Has the timers of a case come due at another instant. No legal deadline falls on the next second, and firing looks only
 * at these two rows. (The case's history says otherwise from then on, so an audit would find it.)
 */
const WAKE_AT = `
  WITH timers AS (UPDATE case_timer SET due_at = $2 WHERE case_id = $1)
  UPDATE petition_case SET wake_at = $2, snapshot = jsonb_set(snapshot, '{armed}', (
    SELECT jsonb_object_agg(name, timer || jsonb_build_object('dueAt', $3::bigint))
    FROM jsonb_each(snapshot -> 'armed') AS armed (name, timer)))
  WHERE id = $1`;

/** Cases whose deadlines come when the bench wants it, in a database. */
export class Storms {
  readonly database: Database;
  private readonly desk: Desk;
  private readonly form: RegisterPetition;

  static async open(database: Database): Promise<Storms> {
    const [form] = (await demoForms()).filter(({ channel }) => channel === 'online');
    if (!form) throw new Error('the demo has no petition that came online');
    return new Storms(database, await openDesk(database.url), form);
  }

  private constructor(database: Database, desk: Desk, form: RegisterPetition) {
    this.database = database;
    this.desk = desk;
    this.form = form;
  }

  get pool(): Pool {
    return this.database.pool;
  }

  /** Registers a case whose next timer is due at an instant. @returns its id */
  async arm(dueAt: Instant): Promise<string> {
    const id = await this.desk.register(this.form, Date.now(), OFFICE);
    await this.pool.query(WAKE_AT, [id, new Date(dueAt), dueAt]);
    return id;
  }

  /** So many cases due at one instant: one that the engine wrote, and its copies. */
  async prepare(cases: number, dueAt: Instant): Promise<void> {
    const original = await this.arm(dueAt);
    await multiply(this.pool, [original], cases - 1);
    await this.pool.query('VACUUM ANALYZE');
    await this.pool.query('CHECKPOINT');
  }

  /** Fires what is due by now. */
  async fireDue(): Promise<void> {
    await this.desk.fireDue(Date.now());
  }

  async close(): Promise<void> {
    await this.desk.close();
  }
}
