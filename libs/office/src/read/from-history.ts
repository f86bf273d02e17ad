import { BrokenHistory, ledgerOf, replay } from '@huiyin/workflow';
import type { CaseRecord, HistoryEntry, LedgerEntry, PetitionContext, Registry } from '@huiyin/workflow';

export interface FromHistory {
  /** Everything that ever happened to the clocks of the case, in the order in which it was written down. */
  readonly ledger: readonly LedgerEntry[];
  /** The case as its history leads to it. */
  readonly last: CaseRecord;
}

/**
 * A case as it follows from its history alone.
 * @param chart where it stands
 * @throws BrokenHistory where it has none, and what a replay throws
 */
export function fromHistory(registry: Registry, chart: CaseRecord, history: readonly HistoryEntry[]): FromHistory {
  const ledger: LedgerEntry[] = [];
  let clocks: PetitionContext['clocks'] = [];
  let last: CaseRecord | undefined;
  for (const { record, entry } of replay(registry, chart, history)) {
    const after = record.context.clocks;
    ledger.push(...ledgerOf(clocks, after, entry));
    clocks = after;
    last = record;
  }
  if (!last) throw new BrokenHistory('the case has no history');
  return { ledger, last };
}
