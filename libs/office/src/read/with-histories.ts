import { caseFromRow, historiesOf } from '@huiyin/workflow';
import type { CaseRecord, CaseRow, Executor, HistoryEntry } from '@huiyin/workflow';

export interface WithHistory {
  readonly record: CaseRecord;
  readonly history: readonly HistoryEntry[];
}

/** The cases with their whole histories, as far as they stand in the rows: what was written since they were read is left out. */
export async function withHistories(db: Executor, rows: readonly CaseRow[]): Promise<WithHistory[]> {
  const histories = await historiesOf(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    record: caseFromRow(row),
    history: (histories.get(row.id) ?? []).filter(({ seq }) => seq <= row.revision),
  }));
}
