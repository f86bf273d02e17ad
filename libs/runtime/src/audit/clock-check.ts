import { balanceOf, caseFromRow, CASE_COLUMNS, historyEntryFromRow, ledgerOf, replay } from '@huiyin/workflow';
import type {
  CaseClock,
  CaseRecord,
  CaseRow,
  EntryRow,
  HistoryEntry,
  LedgerEntry,
  PetitionContext,
  Registry,
} from '@huiyin/workflow';
import type { Pool } from 'pg';
import type { reckoningIn } from '../law/law.ts';
import { HISTORIES } from './audit.sql.ts';

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

/** Cases read together. */
const CHUNK = 250;

const OPEN = `
  SELECT ${CASE_COLUMNS.join(', ')} FROM petition_case WHERE wake_at IS NOT NULL AND id > $1 ORDER BY id LIMIT $2`;

/**
 * Tells every clock of every open case anew: its ledger is read from the history, its last day and its standing are added
 * up from the ledger, and both are compared with what is stored, which people rely on.
 * @param stop ends it early, with what was found so far
 */
export async function checkClocks(
  pool: Pool,
  registry: Registry,
  reckoningOf: ReturnType<typeof reckoningIn>,
  stop?: AbortSignal,
): Promise<ClockCheck> {
  const differences: ClockDifference[] = [];
  let [cases, clocks] = [0, 0];
  for await (const { record, history } of openCases(pool)) {
    if (stop?.aborted) break;
    cases += 1;
    const context = record.context as PetitionContext;
    clocks += context.clocks.length;
    try {
      const ledger = ledgerFrom(registry, record, history);
      differences.push(
        ...context.clocks
          .flatMap((clock) => difference(clock, ledger, context, reckoningOf) ?? [])
          .map((each) => ({ case: record.id, ...each })),
      );
    } catch (error) {
      differences.push({ case: record.id, clock: '', detail: (error as Error).message });
    }
  }
  return { cases, clocks, differences };
}

async function* openCases(pool: Pool): AsyncGenerator<{ record: CaseRecord; history: HistoryEntry[] }> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const { rows } = await pool.query<CaseRow>(OPEN, [after, CHUNK]);
    const last = rows[rows.length - 1];
    if (!last) return;
    const lines = await pool.query<EntryRow>(HISTORIES, [rows.map(({ id }) => id)]);
    const histories = new Map<string, HistoryEntry[]>(rows.map(({ id }) => [id, []]));
    for (const line of lines.rows) histories.get(line.case_id)?.push(historyEntryFromRow(line));
    for (const row of rows) {
      // What was written since the case was read is of the next night.
      const history = (histories.get(row.id) ?? []).filter(({ seq }) => seq <= row.revision);
      yield { record: caseFromRow(row), history };
    }
    after = last.id;
  }
}

function ledgerFrom(registry: Registry, record: CaseRecord, history: readonly HistoryEntry[]): LedgerEntry[] {
  const ledger: LedgerEntry[] = [];
  let clocks: PetitionContext['clocks'] = [];
  for (const made of replay(registry, record, history)) {
    const after = (made.record.context as PetitionContext).clocks;
    ledger.push(...ledgerOf(clocks, after, made.entry));
    clocks = after;
  }
  return ledger;
}

function difference(
  clock: CaseClock,
  ledger: readonly LedgerEntry[],
  context: PetitionContext,
  reckoningOf: ReturnType<typeof reckoningIn>,
): Omit<ClockDifference, 'case'> | null {
  const own = ledger.filter((entry) => entry.clock === clock.name);
  const { dueOn, status } = balanceOf(own, clock, reckoningOf(context));
  if (own.length > 0 && dueOn === clock.dueOn && status === clock.status) return null;
  const detail = `stored as ${clock.status} until ${clock.dueOn}, by its ledger ${status} until ${dueOn}`;
  return { clock: clock.name, detail };
}
