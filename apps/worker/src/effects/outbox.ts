import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnModuleDestroy } from '@nestjs/common';
import { HuiyinError } from '@huiyin/domain';
import { Metrics, POOL, QUEUES } from '@huiyin/platform';
import { inTransaction, PETITION_EFFECTS, setback } from '@huiyin/workflow';
import type { InVain, Waiting } from '@huiyin/workflow';
import type { Pool, PoolClient } from 'pg';
import { oweDeliveries } from '@huiyin/office';
import type { Deliverer, Effect, Projection } from '@huiyin/office';
import { DELIVERERS, PROJECTIONS } from '../tokens.ts';
import { Chunks } from '../upkeep/chunks.ts';
import { Setbacks } from '../upkeep/setbacks.ts';

const CHUNK = 200;

const CLAIM = `
  SELECT id, case_id AS "caseId", seq, number, kind, payload, at, attempts, last_error AS "lastError" FROM case_effect
  WHERE done_at IS NULL AND next_attempt_at <= now() ORDER BY id LIMIT ${CHUNK} FOR UPDATE SKIP LOCKED`;

const DONE = 'UPDATE case_effect SET done_at = now(), attempts = attempts + 1, last_error = NULL WHERE id = ANY($1)';

/** Never given up: what is owed stays owed. From now, not from the beginning of a transaction that may have waited for others. */
const FAILED = `
  UPDATE case_effect SET attempts = attempts + 1, last_error = $2,
    next_attempt_at = clock_timestamp() + $3 * interval '1 millisecond'
  WHERE id = $1`;

/** Where nobody foresaw the error. */
const UNFORESEEN: Waiting = { firstWaitMs: 60_000, longestWaitMs: 6 * 3_600_000 };

const WORDS = {
  passes: 'effect could not be carried out just now',
  stays: 'effect failed, will be retried',
  stillStays: 'effect still fails, will be retried',
};

type Claimed = Effect & InVain;

/** A chart asked for what this program does not know: it was written by another version of it. */
class UnknownEffect extends HuiyinError {
  readonly code = 'UNKNOWN_EFFECT';
  readonly verdict = 'reject';
  constructor(kind: string) {
    super(`nobody takes the effect '${kind}'`);
  }
}

/**
 * Takes what the committed steps asked for out of the outbox: it becomes rows of this system, or a delivery that leaves it
 * after the commit. At least once; a projection that is asked twice does nothing the second time.
 */
@Injectable()
export class Outbox implements BeforeApplicationShutdown, OnModuleDestroy {
  private readonly chunks = new Chunks(() => inTransaction(this.pool, (db) => this.runChunk(db)));
  private readonly projections: ReadonlyMap<string, Projection['project']>;

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(PROJECTIONS) projections: readonly Projection[],
    @Inject(DELIVERERS) deliverers: readonly Deliverer[],
    @Inject(Metrics) private readonly metrics: Pick<Metrics, 'effectsDone'>,
    @Inject(Setbacks) private readonly setbacks: Setbacks,
  ) {
    this.projections = new Map([
      ...projections.map((each) => [each.kind, each.project.bind(each)] as const),
      ...deliverers.map(({ kind }) => [kind, oweDeliveries] as const),
    ]);
    const missing = PETITION_EFFECTS.filter((kind) => !this.projections.has(kind));
    if (missing.length > 0 || this.projections.size < projections.length + deliverers.length) {
      throw new Error(
        `every effect needs exactly one projection or deliverer; missing: ${missing.join(', ') || 'none'}`,
      );
    }
  }

  drain(): Promise<void> {
    return this.chunks.drain();
  }

  onModuleDestroy(): void {
    this.chunks.stop();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.chunks.idle();
  }

  private async runChunk(db: PoolClient): Promise<boolean> {
    const { rows: effects } = await db.query<Claimed>({ name: 'effects-claim', text: CLAIM });
    for (const [kind, ofKind] of groupByKind(effects)) await this.runKind(db, kind, ofKind);
    return effects.length === CHUNK;
  }

  /** All of a kind together; if that fails, one by one, so that a bad one costs only itself. */
  private async runKind(db: PoolClient, kind: string, effects: readonly Claimed[]): Promise<void> {
    if (!(await this.tryRun(db, kind, effects))) return;
    for (const effect of effects) {
      const error = await this.tryRun(db, kind, [effect]);
      if (!error) continue;
      const failure = setback(error, UNFORESEEN, effect);
      await db.query(FAILED, [effect.id, error.message, failure.waitMs]);
      this.setbacks.tell(QUEUES.effects, failure, { caseId: effect.caseId, effect: effect.id, kind }, WORDS);
    }
  }

  private async tryRun(db: PoolClient, kind: string, effects: readonly Effect[]): Promise<Error | null> {
    await db.query('SAVEPOINT effect');
    try {
      const project = this.projections.get(kind);
      if (!project) throw new UnknownEffect(kind);
      await project(db, effects);
      await db.query({ name: 'effects-done', text: DONE, values: [effects.map((effect) => effect.id)] });
      this.metrics.effectsDone.inc({ kind }, effects.length);
      return null;
    } catch (error) {
      await db.query('ROLLBACK TO SAVEPOINT effect');
      return error as Error;
    }
  }
}

function groupByKind(effects: readonly Claimed[]): Map<string, Claimed[]> {
  const groups = new Map<string, Claimed[]>();
  for (const effect of effects) {
    const group = groups.get(effect.kind);
    if (group) group.push(effect);
    else groups.set(effect.kind, [effect]);
  }
  return groups;
}
