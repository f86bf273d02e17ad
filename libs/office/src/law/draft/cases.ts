import type { LocalDate } from '@huiyin/domain';
import { CASE_COLUMNS, inTransaction } from '@huiyin/workflow';
import type { CaseRow } from '@huiyin/workflow';
import type { Pool, PoolClient } from 'pg';
import type { Share } from '../../read/share.ts';
import { BEFORE_ALL, CHUNK } from '../../chunk.ts';
import { withHistories } from '../../read/with-histories.ts';
import type { WithHistory } from '../../read/with-histories.ts';

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

/** Cases in the order of their ids, each chunk as of one instant. Nothing can be written meanwhile. */
export async function* readCases(
  pool: Pool,
  { from = '-infinity', to = 'infinity', share = { of: 1, number: 0 } }: Meant,
): AsyncGenerator<{ readonly total: number; readonly cases: readonly WithHistory[] }> {
  const meant = [from, to, share.of, share.number];
  const reading = <T>(work: (db: PoolClient) => Promise<T>) =>
    inTransaction(pool, work, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const total = await reading(async (db) => (await db.query<{ n: number }>(COUNT, meant)).rows[0]?.n ?? 0);
  for (let after = BEFORE_ALL; ;) {
    const cases = await reading(async (db) =>
      withHistories(db, (await db.query<CaseRow>(CASES, [...meant, after, CHUNK])).rows),
    );
    const last = cases[cases.length - 1];
    if (!last) return;
    yield { total, cases };
    after = last.record.id;
  }
}
