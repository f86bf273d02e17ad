import { Inject, Injectable } from '@nestjs/common';
import { ALERT_CHANNEL, oweLetters } from '@huiyin/office';
import { CalendarCover, CLOCK, CONFIG, POOL } from '@huiyin/platform';
import type { Config } from '@huiyin/platform';
import type { Clock } from '@huiyin/workflow';
import type { Pool } from 'pg';

/** One alarm a year, whichever worker raises it, and a letter to each administrator who has an address. */
const RAISE = `
  WITH raised AS (
    INSERT INTO alert (kind, level, due_on, raised_at)
    SELECT 'noticeMissing', 0, make_date(year, 1, 1), $2 FROM unnest($1::int[]) AS year
    ON CONFLICT (kind, due_on) WHERE case_id IS NULL DO NOTHING RETURNING id),
  posted AS (${oweLetters(`
    SELECT raised.id AS alert, email AS address FROM raised, account
    WHERE $3 AND 'admin' = ANY(roles) AND disabled_at IS NULL`)})
  SELECT pg_notify('${ALERT_CHANNEL}', '') FROM raised`;

/** From November on, tells the administrators that the holiday notice of the next year is to be loaded. */
@Injectable()
export class CalendarWatch {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(CalendarCover) private readonly cover: CalendarCover,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'smtp'>,
  ) {}

  async watch(): Promise<void> {
    const { missing } = await this.cover.read();
    if (missing.length === 0) return;
    const values = [missing, new Date(await this.clock.now()), Boolean(this.config.smtp)];
    await this.pool.query({ name: 'alarm-notice-missing', text: RAISE, values });
  }
}
