import type { PoolClient } from 'pg';

/** One thing owed to the world, as the chart asked for it. */
export interface Effect {
  readonly id: string;
  readonly caseId: string;
  readonly seq: number;
  readonly number: number;
  readonly kind: string;
  readonly payload: unknown;
  /** When it was asked for, in legal time. */
  readonly at: Date;
}

/**
 * Turns effects of one kind into rows of this system, many at a time, in the transaction that marks them done. What leaves
 * the system is delivered after the commit (deliverer.ts).
 */
export interface Projection {
  readonly kind: string;
  /**
   * May be called again with an effect it has projected before: it must then do nothing. It uses `db` alone: it would wait
   * for a second connection while it holds this one.
   */
  project(db: PoolClient, effects: readonly Effect[]): Promise<void>;
}
