import type { Instant } from '@huiyin/domain';
import type { PoolClient } from 'pg';
import type { CaseRecord, EngineContext } from './model.ts';
import type { EngineOptions } from './options.ts';
import { attempted, nextDue, settleDue } from './step.ts';
import type { Failure, Step } from './step.ts';
import { inTransaction } from './transaction.ts';
import { CASE_COLUMNS, caseFromRow, committed, writeCases } from './rows.ts';
import type { CaseRow } from './rows.ts';

export interface Fired {
  /** How late each fired timer was, in the order they fired. @unit milliseconds */
  readonly lateness: readonly number[];
  /** Cases that could not be stepped; they are set aside for a while and do not hold up the others. */
  readonly failures: readonly Failure[];
  /** Whether more may be due: as many cases were claimed as were asked for, or they are not fired up to now yet. */
  readonly more: boolean;
}

/**
 * How much of the time that was slept through one write makes up for. A case can fire some twenty timers a month, so a
 * chunk of 250 neglected cases stays below five thousand lines of history and ten megabytes.
 * @unit milliseconds
 */
const MOST_AT_ONCE_MS = 31 * 86_400_000;

const CLAIM_DUE = `
  SELECT ${CASE_COLUMNS.join(', ')} FROM petition_case
  WHERE wake_at <= $1 AND (retry_at IS NULL OR retry_at <= now()) ORDER BY wake_at, id LIMIT $2
  FOR UPDATE SKIP LOCKED`;

/** Wall-clock minutes, whatever the legal clock says: this is about a broken program, not about a deadline. */
const SET_ASIDE = `
  UPDATE petition_case SET failure = $2, retry_at = now() + interval '5 minutes' WHERE id = $1`;

/** Claims cases in chunks, so that a storm of deadlines costs a few statements and several workers share it. */
export function createFiring<C extends EngineContext>(options: EngineOptions<C>) {
  const { pool, registry, clock, announce } = options;

  /** Fires what is due, the longest due first, for at most `limit` cases. Safe beside others doing the same. */
  async function fireDue(limit: number): Promise<Fired> {
    const now = await clock.now();
    const { written, failures, more } = await inTransaction(pool, (db) => fireChunk(db, limit, now));
    announce(committed(written.map(({ moved }) => moved)));
    return { lateness: written.flatMap(({ moved }) => moved.entries.map(lateness)), failures, more };
  }

  async function fireChunk(db: PoolClient, limit: number, now: Instant) {
    const claimed = await claimDue<C>(db, now, limit);
    const dues = claimed.map((record) => nextDue(record)?.dueAt ?? now);
    const full = claimed.length === limit;
    // When others still wait, nothing later than the last claim may fire before them.
    const until = Math.min(full ? Math.max(...dues) : now, Math.min(...dues) + MOST_AT_ONCE_MS);
    const settle = (record: CaseRecord<C>) => settleDue(registry.of(record), record, until, now);
    const { steps, failures: thrown } = attempted(claimed, settle);
    const { written, failures: refused } = await writeAll(db, steps);
    const failures = [...thrown, ...refused];
    for (const { caseId, error } of failures) await setAside(db, caseId, error.message);
    return { written, failures, more: full || (claimed.length > 0 && until < now) };
  }

  /** One statement for all; if the database refuses it, one by one, so that a bad row costs only itself. */
  async function writeAll(db: PoolClient, steps: readonly Step<C>[]) {
    if (steps.length === 0) return { written: [], failures: [] };
    const refused = await tryWrite(db, steps);
    if (!refused) return { written: steps, failures: [] };
    const written: Step<C>[] = [];
    const failures: Failure[] = [];
    for (const one of steps) {
      const error = await tryWrite(db, [one]);
      if (error) failures.push({ caseId: one.before.id, error });
      else written.push(one);
    }
    return { written, failures };
  }

  async function tryWrite(db: PoolClient, steps: readonly Step<C>[]): Promise<Error | null> {
    await db.query('SAVEPOINT chunk');
    try {
      await writeCases(db, options, steps);
      return null;
    } catch (error) {
      await db.query('ROLLBACK TO SAVEPOINT chunk');
      return error as Error;
    }
  }

  return { fireDue };
}

function lateness({ at, recordedAt }: { at: Instant; recordedAt: Instant }): number {
  return recordedAt - at;
}

/** Cases with a timer due, the longest due first, locked; those another worker holds are passed over. */
async function claimDue<C extends EngineContext>(
  db: PoolClient,
  now: Instant,
  limit: number,
): Promise<CaseRecord<C>[]> {
  const values = [new Date(now), limit];
  const { rows } = await db.query<CaseRow<C>>({ name: 'case-claim-due', text: CLAIM_DUE, values });
  return rows.map(caseFromRow);
}

/** Keeps a case whose step failed from being claimed again at once; the next step it takes forgets it. */
async function setAside(db: PoolClient, id: string, failure: string): Promise<void> {
  await db.query({ name: 'case-set-aside', text: SET_ASIDE, values: [id, failure] });
}
