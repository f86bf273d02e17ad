import { APPLY_CALENDAR, CASE_COLUMNS } from '@huiyin/workflow';
import type { CaseRow } from '@huiyin/workflow';
import type { Pool } from 'pg';
import type { Share } from '../read/share.ts';
import { SHARE } from '../read/share.ts';
import { withHistories } from '../read/with-histories.ts';

/** One look through the history for all of them: asked chunk by chunk, PostgreSQL would look through all of it each time. */
const CHANGED = `
  SELECT DISTINCT case_id AS id FROM case_event
  WHERE kind = 'amendment' AND event ->> 'type' = '${APPLY_CALENDAR}' AND event -> 'data' ->> 'calendar' = $1 AND ${SHARE(2, 'case_id')} ORDER BY 1`;

const CASES = `SELECT ${CASE_COLUMNS.join(', ')} FROM petition_case WHERE id = ANY($1) ORDER BY id`;

/** Cases that were told to count with a calendar, with their whole histories, a chunk at a time in the order of their ids. */
export async function* readHistories(pool: Pool, calendar: string, { limit, share }: { limit: number; share: Share }) {
  const changed = await pool.query<{ id: string }>(CHANGED, [calendar, share.of, share.number]);
  const ids = changed.rows.map(({ id }) => id);
  for (let from = 0; from < ids.length; from += limit) {
    const chunk = ids.slice(from, from + limit);
    const { rows } = await pool.query<CaseRow>(CASES, [chunk]);
    yield { total: ids.length, cases: await withHistories(pool, rows) };
  }
}
