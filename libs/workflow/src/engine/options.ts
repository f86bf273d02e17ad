import type { Instant } from '@huiyin/domain';
import type { Pool } from 'pg';
import type { Clock } from './clock.ts';
import type { Registry } from './registry.ts';

/** What the engine tells its surroundings once a step is committed: when the case wants to wake, what is owed to the world. */
export interface Committed {
  readonly wakeAt: readonly Instant[];
  readonly effects: number;
}

export interface EngineOptions {
  /** The pool under TypeORM's DataSource: it can name statements, `DataSource.query` cannot. */
  readonly pool: Pool;
  readonly registry: Registry;
  readonly clock: Clock;
  /** Rings the doorbell. It may fail or be lost: the sweep finds what is due. */
  readonly announce: (committed: Committed) => void;
}
