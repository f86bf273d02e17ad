import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, CONFIG, DOORBELL, POOL } from '@huiyin/platform';
import type { Config, Doorbell } from '@huiyin/platform';
import type { Clock } from '@huiyin/workflow';
import type { Pool } from 'pg';

/** Moments that get a job in one planning; more than these the next planning or the sweep will find. */
const MOST_MOMENTS = 10_000;

/**
 * Gives every moment within the horizon at which something falls due its job in the queue. The queue therefore grows
 * with the horizon, not with the caseload; and a queue that lost everything is whole again after the next planning.
 */
@Injectable()
export class Planning {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(DOORBELL) private readonly doorbell: Doorbell,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async plan(): Promise<void> {
    const horizon = new Date((await this.clock.now()) + this.config.horizonMs);
    const { rows } = await this.pool.query<{ wake_at: Date }>({
      name: 'plan',
      text: `SELECT DISTINCT wake_at FROM petition_case WHERE wake_at <= $1 ORDER BY wake_at LIMIT ${MOST_MOMENTS}`,
      values: [horizon],
    });
    await this.doorbell.ringFor(rows.map((row) => row.wake_at.getTime()));
  }
}
