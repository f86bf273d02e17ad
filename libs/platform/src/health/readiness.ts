import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@huiyin/workflow';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import type { Config } from '../config/env.ts';
import { isMigrated } from '../data/migrate.ts';
import type { Doorbell } from '../queue/doorbell.ts';
import { CalendarCover } from './calendar-cover.ts';
import { ClockChecks } from './clock-checks.ts';
import { EscalationProbe } from './escalations.ts';
import { longestWait } from './lateness.ts';
import { CLOCK, CONFIG, DATA_SOURCE, DOORBELL, POOL } from '../tokens.ts';

export interface Check {
  readonly ok: boolean;
  readonly detail?: string;
}

export interface Readiness {
  /** `degraded`: it works, later than it should or with dates that want looking at. `down`: it does not work. */
  readonly status: 'ok' | 'degraded' | 'down';
  readonly checks: {
    readonly database: Check;
    readonly migrations: Check;
    readonly queue: Check;
    readonly timers: Check;
    readonly alerts: Check;
    readonly clocks: Check;
    readonly calendar: Check;
  };
}

export interface Backlog {
  /** How long the deadline that waits longest has been due. @unit seconds */
  readonly lagSeconds: number;
  readonly effectsOwed: number;
  /** Neither made nor given up. */
  readonly deliveriesOwed: number;
  /** Cases whose last step failed and which wait for another try. */
  readonly setAside: number;
}

/** A case is set aside when it is due, and stays due: so it is looked for among those that are, by their index. */
const BACKLOG = `
  SELECT (SELECT min(wake_at) FROM petition_case) AS wake_at,
    (SELECT count(*)::int FROM case_effect WHERE done_at IS NULL) AS owed,
    (SELECT count(*)::int FROM delivery WHERE delivered_at IS NULL AND given_up_at IS NULL) AS leaving,
    (SELECT count(*)::int FROM petition_case WHERE wake_at <= $1 AND retry_at IS NOT NULL) AS aside`;

/** A check that takes longer than this has failed. @unit milliseconds */
const PATIENCE_MS = 2_000;
/** The night watch comes once a day. @unit seconds */
const WORRYING_CHECK_AGE_S = 50 * 3600;

@Injectable()
export class ReadinessProbe {
  private migrated = false;

  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(DOORBELL) private readonly doorbell: Doorbell,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(EscalationProbe) private readonly escalations: EscalationProbe,
    @Inject(ClockChecks) private readonly clockChecks: ClockChecks,
    @Inject(CalendarCover) private readonly calendarCover: CalendarCover,
  ) {}

  async read(): Promise<Readiness> {
    const [database, migrations, queue, timers, alerts, clocks, calendar] = await Promise.all([
      check(() => this.pool.query('SELECT 1')),
      check(() => this.mustBeMigrated()),
      check(() => this.doorbell.probe()),
      check(() => this.mustBePunctual()),
      check(() => this.mustHaveTold()),
      check(() => this.mustAddUp()),
      check(() => this.mustBeCertain()),
    ]);
    const works = database.ok && migrations.ok;
    const asItShould = [queue, timers, alerts, clocks, calendar].every(({ ok }) => ok);
    const checks = { database, migrations, queue, timers, alerts, clocks, calendar };
    return { status: works ? (asItShould ? 'ok' : 'degraded') : 'down', checks };
  }

  async backlog(): Promise<Backlog> {
    const now = await this.clock.now();
    const { rows } = await this.pool.query<{ wake_at: Date | null; owed: number; leaving: number; aside: number }>({
      name: 'backlog',
      text: BACKLOG,
      values: [new Date(now)],
    });
    const { wake_at: next = null, owed = 0, leaving = 0, aside = 0 } = rows[0] ?? {};
    const lagSeconds = next === null ? 0 : Math.max(0, (now - next.getTime()) / 1000);
    return { lagSeconds, effectsOwed: owed, deliveriesOwed: leaving, setAside: aside };
  }

  private async mustBeMigrated(): Promise<void> {
    this.migrated ||= await isMigrated(this.dataSource);
    if (!this.migrated) throw new Error('the schema is older than the program: run the migrations');
  }

  private async mustBePunctual(): Promise<void> {
    const { lagSeconds } = await this.backlog();
    if (lagSeconds * 1000 > longestWait(this.config))
      throw new Error(`a deadline has been due for ${Math.round(lagSeconds)} s`);
  }

  private async mustAddUp(): Promise<void> {
    const { differing, ageSeconds } = await this.clockChecks.latest();
    if (ageSeconds !== null && ageSeconds > WORRYING_CHECK_AGE_S)
      throw new Error(`no clock has been compared with its ledger for ${Math.round(ageSeconds / 3600)} h`);
    if (differing > 0) throw new Error(`${differing} clock(s) are not what their ledgers come to: see clock_check`);
  }

  private async mustBeCertain(): Promise<void> {
    const { isProvisional, missing } = await this.calendarCover.read();
    if (isProvisional)
      throw new Error(`the holiday notice for ${missing.join(', ')} is not loaded: dates are provisional`);
  }

  private async mustHaveTold(): Promise<void> {
    const { late } = await this.escalations.read();
    if (late > 0) throw new Error(`${late} deadline(s) or alert(s) are late`);
  }
}

async function check(work: () => Promise<unknown>): Promise<Check> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE_MS} ms`)), PATIENCE_MS);
  });
  try {
    await Promise.race([work(), late]);
    return { ok: true };
  } catch (error) {
    return { ok: false, detail: (error as Error).message };
  } finally {
    clearTimeout(timer);
  }
}
