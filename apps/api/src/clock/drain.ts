import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { CLOCK, DOORBELL, POOL } from '@huiyin/platform';
import type { Doorbell } from '@huiyin/platform';
import type { Clock } from '@huiyin/workflow';
import type { Pool } from 'pg';
import { Problem } from '../http/problem.ts';

/** @unit milliseconds */
const LOOK_EVERY_MS = 20;
/** Without progress for this long, no worker can be at work. @unit milliseconds */
const PATIENCE_MS = 30_000;

/** Progress is a line of history drawn, told by its sequence: a case that slept for years stays due for many of them. */
const OWED = `
  SELECT (SELECT count(*) FROM petition_case WHERE wake_at <= $1 AND (retry_at IS NULL OR retry_at <= now()))
       + (SELECT count(*) FROM case_effect WHERE done_at IS NULL AND next_attempt_at <= now()) AS owed,
         (SELECT last_value FROM case_event_position_seq) AS progress`;

/** Waits for the workers to have done all that is due at the clock's present time. */
@Injectable()
export class Drain implements BeforeApplicationShutdown {
  private isStopping = false;

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(DOORBELL) private readonly doorbell: Doorbell,
  ) {}

  /**
   * @param left ends it, as nobody waits any more
   * @throws Problem 503 when nothing moves, or the service stops: the clock has been set, the workers will catch up
   */
  async untilQuiet(left: AbortSignal): Promise<void> {
    const now = new Date(await this.clock.now());
    await Promise.all([this.doorbell.ring('timers', 0), this.doorbell.ring('effects', 0)]);
    let seen = '';
    let movedAt = Date.now();
    while (!left.aborted) {
      if (this.isStopping) throw stopping();
      const { rows } = await this.pool.query<{ owed: string; progress: string }>({
        name: 'owed',
        text: OWED,
        values: [now],
      });
      const { owed = '0', progress = '0' } = rows[0] ?? {};
      if (owed === '0') return;
      const state = `${owed}/${progress}`;
      if (state !== seen) movedAt = Date.now();
      seen = state;
      if (Date.now() - movedAt > PATIENCE_MS) throw stuck(owed);
      await pause(LOOK_EVERY_MS);
    }
  }

  beforeApplicationShutdown(): void {
    this.isStopping = true;
  }
}

function stopping(): Problem {
  return new Problem('unavailable', {
    zh: '时钟已拨，服务正在停止，到期事项由 worker 继续触发',
    en: 'the clock was set and the service is stopping; the workers go on firing what is due',
  });
}

function stuck(owed: string): Problem {
  return new Problem('unavailable', {
    zh: `时钟已拨，但仍有 ${owed} 项到期未触发，请检查 worker 是否在运行`,
    en: `the clock was set, but ${owed} due items have not been fired; is a worker running?`,
  });
}
