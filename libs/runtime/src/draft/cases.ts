import type { LocalDate } from '@huiyin/domain';
import { CASE_COLUMNS, caseFromRow, historyEntryFromRow, inTransaction } from '@huiyin/workflow';
import type { CaseRecord, CaseRow, EntryRow, HistoryEntry } from '@huiyin/workflow';
import type { Pool, PoolClient } from 'pg';
import type { Share } from '../audit/audit.ts';
import { HISTORIES } from '../audit/audit.sql.ts';

/** Cases read together; memory is bounded by this, whatever the caseload. */
const CHUNK = 250;

/** Which cases: by the day of receipt, both days included, and of those one teller's share (the last byte of an id is random). */
const MEANT = `
  FROM petition_case AS c JOIN petition AS p ON p.case_id = c.id
  WHERE p.received_on BETWEEN $1 AND $2 AND get_byte(uuid_send(c.id), 15) % $3::int = $4::int`;
const COUNT = `SELECT count(*)::int AS n ${MEANT}`;
const CASES = `
  SELECT ${CASE_COLUMNS.map((column) => `c.${column}`).join(', ')} ${MEANT} AND c.id > $5 ORDER BY c.id LIMIT $6`;

/** The cases that are meant. */
export interface Meant {
  readonly from?: LocalDate | undefined;
  readonly to?: LocalDate | undefined;
  /** Which of several tellers this is, who divide them among themselves. */
  readonly share?: Share | undefined;
}

export interface WithHistory {
  readonly record: CaseRecord;
  readonly history: readonly HistoryEntry[];
}

/** Cases in the order of their ids, each chunk as of one instant. Nothing can be written meanwhile. */
export async function* readCases(
  pool: Pool,
  { from = '-infinity', to = 'infinity', share = { of: 1, number: 0 } }: Meant,
): AsyncGenerator<{ readonly total: number; readonly cases: readonly WithHistory[] }> {
  const meant = [from, to, share.of, share.number];
  const reading = <T>(work: (db: PoolClient) => Promise<T>) =>
    inTransaction(pool, work, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const total = await reading(async (db) => (await db.query<{ n: number }>(COUNT, meant)).rows[0]?.n ?? 0);
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const cases = await reading((db) => chunk(db, [...meant, after, CHUNK]));
    const last = cases[cases.length - 1];
    if (!last) return;
    yield { total, cases };
    after = last.record.id;
  }
}

async function chunk(db: PoolClient, values: readonly (string | number)[]): Promise<WithHistory[]> {
  const { rows } = await db.query<CaseRow>(CASES, [...values]);
  const lines = await db.query<EntryRow>(HISTORIES, [rows.map(({ id }) => id)]);
  const histories = new Map<string, HistoryEntry[]>(rows.map(({ id }) => [id, []]));
  for (const line of lines.rows) histories.get(line.case_id)?.push(historyEntryFromRow(line));
  return rows.map((row) => ({ record: caseFromRow(row), history: histories.get(row.id) ?? [] }));
}
