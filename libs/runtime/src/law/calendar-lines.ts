import { CASE_COLUMNS, caseFromRow, historyEntryFromRow } from '@huiyin/workflow';
import type { CaseRecord, CaseRow, EntryRow, HistoryEntry } from '@huiyin/workflow';
import type { Pool } from 'pg';
import type { Share } from '../audit/audit.ts';
import { SHARE } from '../audit/audit.sql.ts';

/** One look through the history for all of them: asked chunk by chunk, PostgreSQL would look through all of it each time. */
const CHANGED = `
  SELECT DISTINCT case_id AS id FROM case_event
  WHERE kind = 'calendar' AND event -> 'data' ->> 'calendar' = $1 AND ${SHARE(2, 'case_id')} ORDER BY 1`;

const CASES = `SELECT ${CASE_COLUMNS.join(', ')} FROM petition_case WHERE id = ANY($1) ORDER BY id`;

const LINES = 'SELECT * FROM case_event WHERE case_id = ANY($1) ORDER BY case_id, seq';

interface WithHistory {
  readonly record: CaseRecord;
  readonly history: readonly HistoryEntry[];
}

/** Cases that were told to count with a calendar, with their whole histories, a chunk at a time in the order of their ids. */
export async function* readHistories(pool: Pool, calendar: string, { limit, share }: { limit: number; share: Share }) {
  const changed = await pool.query<{ id: string }>(CHANGED, [calendar, share.of, share.number]);
  const ids = changed.rows.map(({ id }) => id);
  for (let from = 0; from < ids.length; from += limit) {
    const chunk = ids.slice(from, from + limit);
    yield { total: ids.length, cases: await withHistories(pool, chunk) };
  }
}

async function withHistories(pool: Pool, ids: readonly string[]): Promise<WithHistory[]> {
  const { rows } = await pool.query<CaseRow>(CASES, [ids]);
  const lines = await pool.query<EntryRow>(LINES, [ids]);
  const histories = new Map<string, HistoryEntry[]>(ids.map((id) => [id, []]));
  for (const line of lines.rows) histories.get(line.case_id)?.push(historyEntryFromRow(line));
  return rows.map((row) => ({ record: caseFromRow(row), history: histories.get(row.id) ?? [] }));
}
