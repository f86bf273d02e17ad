import type { Instant } from '@huiyin/domain';
import type { PoolClient } from 'pg';
import { caseStore } from './case-store.ts';
import { caseWrite, committed } from './committing.ts';
import type { EngineOptions } from './committing.ts';
import type { CaseRecord } from './model.ts';
import { nextDue, settleDue } from './step.ts';
import type { Moved } from './step.ts';
import { inTransaction } from './transaction.ts';

export interface Fired {
  /** How late each fired timer was, in the order they fired. @unit milliseconds */
  readonly lateness: readonly number[];
  /** Cases that could not be stepped; they are set aside for a while and do not hold up the others. */
  readonly failures: readonly Failure[];
  /** Whether as many cases were due as were asked for, so that more may wait. */
  readonly more: boolean;
}

export interface Failure {
  readonly caseId: string;
  readonly error: Error;
}

interface Settled {
  readonly before: CaseRecord;
  readonly moved: Moved;
}

/** Claims cases in chunks, so that a storm of deadlines costs a few statements and several workers share it. */
export function createFiring({ pool, registry, clock, announce }: EngineOptions) {
  /** Fires what is due, the longest due first, for at most `limit` cases. Safe beside others doing the same. */
  async function fireDue(limit: number): Promise<Fired> {
    const now = await clock.now();
    const { written, failures, more } = await inTransaction(pool, (db) => fireChunk(db, limit, now));
    announce(committed(written.map(({ moved }) => moved)));
    return { lateness: written.flatMap(({ moved }) => moved.entries.map(lateness)), failures, more };
  }

  async function fireChunk(db: PoolClient, limit: number, now: Instant) {
    const claimed = await caseStore.claimDue(db, now, limit);
    const more = claimed.length === limit;
    // When others still wait, nothing later than the last claim may fire before them.
    const until = more ? Math.max(...claimed.map((record) => nextDue(record)?.dueAt ?? now)) : now;
    const { settled, failures: thrown } = settleAll(claimed, until, now);
    const { written, failures: refused } = await writeAll(db, settled);
    const failures = [...thrown, ...refused];
    for (const { caseId, error } of failures) await caseStore.setAside(db, caseId, error.message);
    return { written, failures, more };
  }

  function settleAll(claimed: readonly CaseRecord[], until: Instant, now: Instant) {
    const settled: Settled[] = [];
    const failures: Failure[] = [];
    for (const before of claimed) {
      try {
        settled.push({ before, moved: settleDue(definitionOf(before), before, until, now) });
      } catch (error) {
        failures.push({ caseId: before.id, error: error as Error });
      }
    }
    return { settled, failures };
  }

  /** One statement for all; if the database refuses it, one by one, so that a bad row costs only itself. */
  async function writeAll(db: PoolClient, settled: readonly Settled[]) {
    if (settled.length === 0) return { written: [], failures: [] };
    const refused = await tryWrite(db, settled);
    if (!refused) return { written: settled, failures: [] };
    const written: Settled[] = [];
    const failures: Failure[] = [];
    for (const one of settled) {
      const error = await tryWrite(db, [one]);
      if (error) failures.push({ caseId: one.before.id, error });
      else written.push(one);
    }
    return { written, failures };
  }

  async function tryWrite(db: PoolClient, settled: readonly Settled[]): Promise<Error | null> {
    await db.query('SAVEPOINT chunk');
    try {
      const writes = settled.map(({ before, moved }) => caseWrite(definitionOf(before), before, moved));
      await caseStore.write(db, writes);
      return null;
    } catch (error) {
      await db.query('ROLLBACK TO SAVEPOINT chunk');
      return error as Error;
    }
  }

  const definitionOf = (record: CaseRecord) => registry.get(record.machineId, record.machineVersion);

  return { fireDue };
}

function lateness({ at, recordedAt }: { at: Instant; recordedAt: Instant }): number {
  return recordedAt - at;
}
