import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { POOL } from '../tokens.ts';

export interface LatestCheck {
  /** Clocks whose stored day or standing is not what their ledger comes to. */
  readonly differing: number;
  /** Since when nobody has looked; null where nobody ever has. @unit seconds */
  readonly ageSeconds: number | null;
}

const LATEST = `
  SELECT differing, extract(epoch FROM now() - at)::float AS "ageSeconds" FROM clock_check ORDER BY id DESC LIMIT 1`;

/** What the night watch found when it last compared every clock with its ledger. */
@Injectable()
export class ClockChecks {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  async latest(): Promise<LatestCheck> {
    const { rows } = await this.pool.query<LatestCheck>({ name: 'latest-clock-check', text: LATEST });
    return rows[0] ?? { differing: 0, ageSeconds: null };
  }
}
