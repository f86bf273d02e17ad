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

/** Carries out effects of one kind, many at a time, within the transaction that marks them done. */
export interface EffectHandler {
  readonly kind: string;
  /**
   * May be called again with an effect it has done before: it must then do nothing. It asks `db` alone: a second
   * connection would be waited for while this one is held.
   */
  handle(db: PoolClient, effects: readonly Effect[]): Promise<void>;
}
