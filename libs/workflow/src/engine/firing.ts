import type { Instant } from '@huiyin/domain';
import type { PoolClient } from 'pg';
import type { CaseRecord, EngineContext } from './model.ts';
import type { EngineOptions } from './options.ts';
import { attempted, nextDue, settleDue } from './step.ts';
import type { Failure, Step } from './step.ts';
import { inTransaction } from './transaction.ts';
import { setback } from './waiting.ts';
import type { InVain, Setback, Waiting } from './waiting.ts';
import { CASE_COLUMNS, caseFromRow, committed, writeCases } from './rows.ts';
import type { CaseRow } from './rows.ts';

/** A case that could not be stepped. It waits, and does not hold up the others. */
export interface SetAside extends Setback {
  readonly caseId: string;
}

export interface Fired {
  /** How late each fired timer was, in the order they fired. @unit milliseconds */
  readonly lateness: readonly number[];
  readonly failures: readonly SetAside[];
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
  SELECT ${CASE_COLUMNS.join(', ')}, failures AS attempts, failure AS "lastError" FROM petition_case
  WHERE wake_at <= $1 AND (retry_at IS NULL OR retry_at <= now()) ORDER BY wake_at, id LIMIT $2
  FOR UPDATE SKIP LOCKED`;

/** Until when nobody foresaw the error. @unit milliseconds */
const UNFORESEEN: Waiting = { firstWaitMs: 300_000, longestWaitMs: 300_000 };

/**
 * By the wall clock, whatever the legal clock says: this is about what is broken, not about a deadline. Counted from now, not
 * from the beginning of a transaction that may have waited for others. The next step that the case takes forgets it.
 */
const SET_ASIDE = `
  UPDATE petition_case SET failure = $2, failures = failures + 1,
    retry_at = clock_timestamp() + $3 * interval '1 millisecond'
  WHERE id = $1`;

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
    const rows = await claimDue<C>(db, now, limit);
    const claimed = rows.map(caseFromRow);
    const dues = claimed.map((record) => nextDue(record)?.dueAt ?? now);
    const full = claimed.length === limit;
    // When others still wait, nothing later than the last claim may fire before them.
    const until = Math.min(full ? Math.max(...dues) : now, Math.min(...dues) + MOST_AT_ONCE_MS);
    const settle = (record: CaseRecord<C>) => settleDue(registry.of(record), record, until, now);
    const { steps, failures: thrown } = attempted(claimed, settle);
    const { written, failures: refused } = await writeAll(db, steps);
    const failures = [...thrown, ...refused].map(({ caseId, error }) => {
      const inVain = rows.find(({ id }) => id === caseId);
      return { caseId, ...setback(error, UNFORESEEN, inVain) };
    });
    for (const failure of failures) await setAside(db, failure);
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
): Promise<(CaseRow<C> & InVain)[]> {
  const values = [new Date(now), limit];
  const { rows } = await db.query<CaseRow<C> & InVain>({ name: 'case-claim-due', text: CLAIM_DUE, values });
  return rows;
}

async function setAside(db: PoolClient, { caseId, error, waitMs }: SetAside): Promise<void> {
  await db.query({ name: 'case-set-aside', text: SET_ASIDE, values: [caseId, error.message, waitMs] });
}
