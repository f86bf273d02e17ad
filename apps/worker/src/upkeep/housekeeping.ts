import { Inject, Injectable } from '@nestjs/common';
import { POOL } from '@huiyin/platform';
import type { Pool } from 'pg';

/** Nothing of a case is ever cleared away; only what serves the running of the system, by the wall clock. */
const STALE = [
  'DELETE FROM session WHERE expires_at < now()',
  `DELETE FROM login_failure WHERE at < now() - interval '1 day'`,
  // The contract promises a day; a second one is for clocks that disagree.
  `DELETE FROM command WHERE recorded_at < now() - interval '2 days'`,
];

@Injectable()
export class Housekeeping {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  async tidy(): Promise<void> {
    for (const statement of STALE) await this.pool.query(statement);
  }
}
