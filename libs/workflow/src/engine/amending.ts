import type { PoolClient } from 'pg';
import { amendCase } from './amendment.ts';
import { caseStore } from './case-store.ts';
import type { Chunk } from './case-store.ts';
import type { CaseRecord, EngineContext, RecordedActor, RecordedEvent } from './model.ts';
import type { EngineOptions } from './options.ts';
import { attempted } from './step.ts';
import type { Attempted, Step } from './step.ts';
import { inTransaction } from './transaction.ts';
import { committed, writeCases } from './rows.ts';

/** What a chunk of cases came to. */
export interface AmendedChunk<C extends EngineContext> extends Attempted<C> {
  /** The last case that was looked at; null when there was none. */
  readonly last: string | null;
}

export type Amending<C extends EngineContext> = ReturnType<typeof createAmending<C>>;

/** Amends open cases as their charts register it, a chunk in one transaction, while others work on. */
export function createAmending<C extends EngineContext>(options: EngineOptions<C>) {
  const { pool, registry, clock, announce } = options;

  /** What an amendment would make of a chunk of cases. Writes nothing. */
  async function foresee(amendment: RecordedEvent, chunk: Chunk): Promise<AmendedChunk<C>> {
    const records = await caseStore.openNotHolding<C>(pool, heldAfter(amendment), chunk, false);
    return amended(records, amendment, null, await clock.now());
  }

  /** Does it. A case that somebody holds is waited for. */
  async function apply(amendment: RecordedEvent, chunk: Chunk, actor: RecordedActor): Promise<AmendedChunk<C>> {
    const done = await inTransaction(pool, async (db) => {
      const records = await caseStore.openNotHolding<C>(db, heldAfter(amendment), chunk, true);
      // Asked for once they are held: nothing that was done while others held them may come after it.
      const found = amended(records, amendment, actor, await clock.now());
      await writeCases(db, options, found.steps);
      return found;
    });
    announce(committed(done.steps.map(({ moved }) => moved)));
    return done;
  }

  function amended(records: readonly CaseRecord<C>[], event: RecordedEvent, actor: RecordedActor, now: number) {
    const tried = attempted(records, (record) => amendCase(registry, record, { event, actor, now }));
    return { ...tried, last: lastOf(records) };
  }

  /** Open cases that are not amended yet. */
  function waiting(amendment: RecordedEvent): Promise<number> {
    return caseStore.countNotHolding(pool, heldAfter(amendment));
  }

  const heldAfter = ({ type, data }: RecordedEvent) => registry.amendment(type).holds(data);

  return { foresee, apply, waiting };
}

/**
 * Writes those of the steps whose case nobody holds and nobody has moved. Nobody is held up for longer than the writing takes.
 * @returns ids of the cases written
 */
export async function writeFree<C extends EngineContext>(
  options: EngineOptions<C>,
  steps: readonly Step<C>[],
): Promise<Set<string>> {
  const written = await inTransaction(options.pool, async (db: PoolClient) => {
    const ids = steps.map(({ moved }) => moved.record.id);
    const free = await caseStore.claim(db, ids);
    return writeCases(
      db,
      options,
      steps.filter(({ moved }) => free.has(moved.record.id)),
    );
  });
  const moves = steps.map(({ moved }) => moved);
  options.announce(committed(moves.filter(({ record }) => written.has(record.id))));
  return written;
}

export function lastOf(records: readonly CaseRecord[]): string | null {
  return records[records.length - 1]?.id ?? null;
}
