import type { Instant } from '@huiyin/domain';
import type { PoolClient } from 'pg';
import { caseStore } from './case-store.ts';
import { caseWrite, committed } from './committing.ts';
import type { EngineOptions } from './committing.ts';
import type { Failure } from './firing.ts';
import type { CaseRecord } from './model.ts';
import type { Moved } from './step.ts';
import { inTransaction } from './transaction.ts';

/** A case and what it becomes. */
export interface Step {
  readonly before: CaseRecord;
  readonly moved: Moved;
}

/** What a chunk of cases came to. */
export interface Chunked {
  /** The last case that was looked at; null when there was none. */
  readonly last: string | null;
  readonly steps: readonly Step[];
  /** Cases that could not be stepped, each with the reason. */
  readonly failures: readonly Failure[];
}

type Attempted = Omit<Chunked, 'last'>;

/** Steps a chunk of cases in one transaction and with one statement. */
export async function inChunk<R extends Attempted>(
  { pool, registry, clock, announce }: EngineOptions,
  claim: (db: PoolClient) => Promise<CaseRecord[]>,
  work: (records: readonly CaseRecord[], now: Instant, db: PoolClient) => Promise<R> | R,
): Promise<R & Chunked> {
  const now = await clock.now();
  const done = await inTransaction(pool, async (db) => {
    const records = await claim(db);
    const worked = await work(records, now, db);
    const writes = worked.steps.map(({ before, moved }) =>
      caseWrite(registry.get(moved.record.machineId, moved.record.machineVersion), before, moved),
    );
    if (writes.length > 0) await caseStore.write(db, writes);
    return { ...worked, last: records[records.length - 1]?.id ?? null };
  });
  announce(committed(done.steps.map(({ moved }) => moved)));
  return done;
}

/** What becomes of each; one that fails costs only itself. */
export function attempted(records: readonly CaseRecord[], work: (record: CaseRecord) => Moved): Attempted {
  const steps: Step[] = [];
  const failures: Failure[] = [];
  for (const before of records) {
    try {
      steps.push({ before, moved: work(before) });
    } catch (error) {
      failures.push({ caseId: before.id, error: error as Error });
    }
  }
  return { steps, failures };
}
