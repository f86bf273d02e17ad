import { caseFromRow, historiesOf } from '@huiyin/workflow';
import type { CaseRecord, CaseRow, HistoryEntry } from '@huiyin/workflow';
import type { Pool, PoolClient } from 'pg';

/** Before the id of every case. */
export const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** Cases that go together: enough to share a statement, few enough that nobody waits long and the memory is bounded. */
export const CHUNK = 250;

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
