import { dateOf, startOfDay } from '@huiyin/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleDestroy } from '@nestjs/common';
import { checkClocks } from '@huiyin/office';
import { LOGGER, POOL, REGISTRY } from '@huiyin/platform';
import type { ClockCheck } from '@huiyin/office';
import type { PetitionRegistry } from '@huiyin/workflow';
import type { Pool, PoolClient } from 'pg';
import type { Logger } from 'pino';

/** From two in the morning, when nobody is at a desk. @unit milliseconds after midnight in China */
const NIGHT_MS = 2 * 3_600_000;
/** Differences that are kept and written to the log; the rest are counted. */
const NAMED = 100;

const LATEST = 'SELECT at FROM clock_check ORDER BY id DESC LIMIT 1';
const KEEP = 'INSERT INTO clock_check (cases, clocks, differing, differences) VALUES ($1, $2, $3, $4)';
const KEPT_DAYS = 90;

/**
 * Compares, once a night, every clock of every open case with what its ledger comes to (期限核对). A difference can only come
 * from a fault of the program or from somebody's hand in the database: either is an alarm.
 */
@Injectable()
export class NightWatch implements OnModuleDestroy {
  private readonly stop = new AbortController();

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(REGISTRY) private readonly registry: PetitionRegistry,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * By the wall clock, whatever the legal one says. Of several workers one does it: the one whose connection holds the lock,
   * and with that connection, so that it is not at work any more once it has lost the lock.
   */
  async watch(now = Date.now()): Promise<void> {
    const db = await this.pool.connect();
    try {
      const { rows } = await db.query<{ mine: boolean }>(
        `SELECT pg_try_advisory_lock(hashtext('night watch')) AS mine`,
      );
      if (!rows[0]?.mine) return;
      try {
        const last = await lastCheck(db);
        if (last === null)
          await keep(db, { cases: 0, clocks: 0, differences: [] }); // begins with the next night
        else if (last < latestNight(now)) await this.check(db);
      } finally {
        await db.query(`SELECT pg_advisory_unlock(hashtext('night watch'))`);
      }
    } finally {
      db.release();
    }
  }

  onModuleDestroy(): void {
    this.stop.abort(); // whoever starts next looks again
  }

  private async check(db: PoolClient): Promise<void> {
    const found = await checkClocks(db, this.registry, this.stop.signal);
    if (this.stop.signal.aborted) return;
    await keep(db, found);
    const { cases, clocks, differences } = found;
    const figures = { cases, clocks, differing: differences.length };
    if (differences.length === 0) this.logger.info(figures, 'every clock is what its ledger comes to');
    else
      this.logger.error({ ...figures, differences: differences.slice(0, NAMED) }, 'clocks differ from their ledgers');
  }
}

async function lastCheck(db: PoolClient): Promise<number | null> {
  const { rows } = await db.query<{ at: Date }>(LATEST);
  return rows[0]?.at.getTime() ?? null;
}

async function keep(db: PoolClient, { cases, clocks, differences }: ClockCheck): Promise<void> {
  await db.query(KEEP, [cases, clocks, differences.length, JSON.stringify(differences.slice(0, NAMED))]);
  await db.query(`DELETE FROM clock_check WHERE at < now() - interval '${KEPT_DAYS} days'`);
}

/** The last two o'clock in the morning, in China. */
function latestNight(now: number): number {
  const tonight = startOfDay(dateOf(now)) + NIGHT_MS;
  return now >= tonight ? tonight : tonight - 86_400_000;
}
