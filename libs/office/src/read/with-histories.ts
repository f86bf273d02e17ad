import { caseFromRow, historiesOf } from '@huiyin/workflow';
import type { CaseRecord, CaseRow, HistoryEntry } from '@huiyin/workflow';
import type { Pool, PoolClient } from 'pg';

export interface WithHistory {
  readonly record: CaseRecord;
  readonly history: readonly HistoryEntry[];
}

/** The cases with their whole histories, as far as they stand in the rows: what was written since they were read is left out. */
export async function withHistories(
  db: Pick<Pool | PoolClient, 'query'>,
  rows: readonly CaseRow[],
): Promise<WithHistory[]> {
  const histories = await historiesOf(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    record: caseFromRow(row),
    history: (histories.get(row.id) ?? []).filter(({ seq }) => seq <= row.revision),
  }));
}
