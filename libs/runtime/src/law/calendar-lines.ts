import { CASE_COLUMNS, caseFromRow, historyEntryFromRow } from '@huiyin/workflow';
import type { CaseRecord, CaseRow, EntryRow, HistoryEntry } from '@huiyin/workflow';
import type { Pool } from 'pg';

const CHANGED = `
  SELECT ${CASE_COLUMNS.map((column) => `c.${column}`).join(', ')} FROM petition_case AS c
  WHERE c.id > $2 AND EXISTS (
    SELECT 1 FROM case_event AS e WHERE e.case_id = c.id AND e.kind = 'calendar' AND e.event -> 'data' ->> 'calendar' = $1)
  ORDER BY c.id LIMIT $3`;

const COUNT = `
  SELECT count(DISTINCT case_id)::int AS total FROM case_event
  WHERE kind = 'calendar' AND event -> 'data' ->> 'calendar' = $1`;

const LINES = 'SELECT * FROM case_event WHERE case_id = ANY($1) ORDER BY case_id, seq';

interface WithHistory {
  readonly record: CaseRecord;
  readonly history: readonly HistoryEntry[];
}

/** Every case that was told to count with a calendar, with its whole history, a chunk at a time in the order of their ids. */
export async function* readHistories(pool: Pool, calendar: string, limit: number) {
  const [counted] = (await pool.query<{ total: number }>(COUNT, [calendar])).rows;
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const { rows } = await pool.query<CaseRow>(CHANGED, [calendar, after, limit]);
    const last = rows[rows.length - 1];
    if (!last) return;
    const lines = await pool.query<EntryRow>(LINES, [rows.map(({ id }) => id)]);
    const histories = new Map<string, HistoryEntry[]>(rows.map(({ id }) => [id, []]));
    for (const line of lines.rows) histories.get(line.case_id)?.push(historyEntryFromRow(line));
    const cases = rows.map((row): WithHistory => ({
      record: caseFromRow(row),
      history: histories.get(row.id) ?? [],
    }));
    yield { total: counted?.total ?? 0, cases };
    after = last.id;
  }
}
