import { isDeepStrictEqual } from 'node:util';
import { CASE_COLUMNS } from '@huiyin/workflow';
import type { Balance, CaseClock, CaseRow, Executor, LedgerEntry, PetitionRegistry } from '@huiyin/workflow';
import { BEFORE_ALL, CHUNK } from '../chunk.ts';
import { withHistories } from '../read/with-histories.ts';
import type { WithHistory } from '../read/with-histories.ts';
import { fromHistory } from '../read/from-history.ts';

/** A clock whose stored date is not what its ledger comes to. */
export interface ClockDifference {
  readonly case: string;
  readonly clock: string;
  readonly detail: string;
}

export interface ClockCheck {
  readonly cases: number;
  readonly clocks: number;
  readonly differences: readonly ClockDifference[];
}

const OPEN = `
  SELECT ${CASE_COLUMNS.join(', ')} FROM petition_case
  WHERE (wake_at IS NOT NULL OR stage <> 'closed') AND id > $1 ORDER BY id LIMIT $2`;

/**
 * Tells every clock of every open case anew: its ledger is read from the history, its last day and its standing are added
 * up from the ledger by the chart the case stands on, and both are compared with what is stored, which people rely on.
 * @param stop ends it early, with what was found so far
 */
export async function checkClocks(db: Executor, registry: PetitionRegistry, stop?: AbortSignal): Promise<ClockCheck> {
  const differences: ClockDifference[] = [];
  let [cases, clocks] = [0, 0];
  for await (const { record, history } of openCases(db)) {
    if (stop?.aborted) break;
    cases += 1;
    const context = record.context;
    clocks += context.clocks.length;
    const told = (clock: string, detail: string) => differences.push({ case: record.id, clock, detail });
    try {
      const chart = registry.of(record);
      const { ledger, last } = fromHistory(registry, record, history);
      const replayed = last.context.clocks;
      for (const clock of replayed) {
        const added = chart.clocks.balance(of(ledger, clock), clock, context);
        const stored = context.clocks.find(({ name }) => name === clock.name);
        const detail = difference(clock, added, stored);
        if (detail) told(clock.name, detail);
      }
      const unknown = context.clocks.filter(({ name }) => !replayed.some((clock) => clock.name === name));
      for (const { name } of unknown) told(name, 'stored, and never begun');
      if (!isDeepStrictEqual(record.armed, last.armed))
        told('', 'what the case waits for is not what its history leads to');
    } catch (error) {
      told('', (error as Error).message);
    }
  }
  return { cases, clocks, differences };
}

async function* openCases(db: Executor): AsyncGenerator<WithHistory> {
  for (let after = BEFORE_ALL; ;) {
    const { rows } = await db.query<CaseRow>(OPEN, [after, CHUNK]);
    const last = rows[rows.length - 1];
    if (!last) return;
    yield* await withHistories(db, rows);
    after = last.id;
  }
}

const of = (ledger: readonly LedgerEntry[], { name }: CaseClock) => ledger.filter(({ clock }) => clock === name);

/** @param clock as the history leads to it */
function difference(clock: CaseClock, { dueOn, status }: Balance, stored: CaseClock | undefined): string | null {
  if (!stored) return `not stored, and by its ledger ${status} until ${dueOn}`;
  if (stored.dueOn !== dueOn || stored.status !== status)
    return `stored as ${stored.status} until ${stored.dueOn}, by its ledger ${status} until ${dueOn}`;
  return isDeepStrictEqual(stored, clock) ? null : 'stored otherwise than its history leads to';
}
