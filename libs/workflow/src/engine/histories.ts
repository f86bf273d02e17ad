import type { Pool, PoolClient } from 'pg';
import type { HistoryEntry } from './model.ts';
import { historyEntryFromRow } from './rows.ts';
import type { EntryRow } from './rows.ts';

const HISTORIES = `
  SELECT case_id, seq, kind, event, actor, at, recorded_at, from_state, to_state, actions, previous, hash
  FROM case_event WHERE case_id = ANY($1) ORDER BY case_id, seq`;

/** The whole history of each of the cases, empty where there is none. */
export async function historiesOf(
  db: Pick<Pool | PoolClient, 'query'>,
  caseIds: readonly string[],
): Promise<Map<string, HistoryEntry[]>> {
  const { rows } = await db.query<EntryRow>({ name: 'case-histories', text: HISTORIES, values: [caseIds] });
  const histories = new Map<string, HistoryEntry[]>(caseIds.map((id) => [id, []]));
  for (const row of rows) histories.get(row.case_id)?.push(historyEntryFromRow(row));
  return histories;
}
