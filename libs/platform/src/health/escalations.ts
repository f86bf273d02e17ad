import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@huiyin/workflow';
import type { Pool } from 'pg';
import type { Config } from '../config/env.ts';
import { CLOCK, CONFIG, POOL } from '../tokens.ts';
import { longestWait } from './lateness.ts';

export interface Escalations {
  /** Timers that are due and have not fired, and alerts that are owed, for longer than may be. */
  readonly late: number;
  /** Things owed to the world that were tried in vain and will be tried again. */
  readonly failing: number;
  /** Alerts nobody could be found for, of petitions in which something is still to come. */
  readonly unroutable: number;
}

/**
 * Late is told by the wall clock, from the moment on which the thing could be done: when it was due or, on a clock that is
 * moved by hand, when that was moved; and not before the step was written that asks for it.
 */
const READ = `
  SELECT
    (SELECT count(*) FROM case_timer t JOIN petition_case c ON c.id = t.case_id
       JOIN case_event e ON e.case_id = c.id AND e.seq = c.revision
     WHERE t.status = 'armed' AND t.due_at <= $1 AND e.written_at < now() - $3 * interval '1 ms'
       AND (CASE WHEN $2 THEN (SELECT moved_at FROM virtual_clock) ELSE t.due_at END) < now() - $3 * interval '1 ms')::int
    + (SELECT count(*) FROM case_effect f JOIN case_event e USING (case_id, seq)
       WHERE f.done_at IS NULL AND f.kind = 'alert' AND e.written_at < now() - $3 * interval '1 ms')::int AS late,
    (SELECT count(*) FROM case_effect WHERE done_at IS NULL AND attempts > 0)::int AS failing,
    (SELECT count(*) FROM alert a JOIN petition_case c ON c.id = a.case_id
     WHERE a.acknowledged_at IS NULL AND a.to_unit IS NULL AND c.wake_at IS NOT NULL)::int AS unroutable`;

@Injectable()
export class EscalationProbe {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async read(): Promise<Escalations> {
    const isVirtual = this.config.clock === 'virtual';
    const values = [new Date(await this.clock.now()), isVirtual, longestWait(this.config)];
    const { rows } = await this.pool.query<Escalations>({ name: 'escalations', text: READ, values });
    return rows[0] ?? { late: 0, failing: 0, unroutable: 0 };
  }
}
