import type { CaseMove } from '@huiyin/office';
import type { Pool } from 'pg';

/** Those moves that are not among the others. */
export function without(moves: readonly CaseMove[], others: readonly CaseMove[]): CaseMove[] {
  const known = new Set(others.map(lineOf));
  return moves.filter((move) => !known.has(lineOf(move)));
}

/** A move as a line to read. */
export function lineOf({ case: id, clock, from, to }: CaseMove): string {
  return `case ${id}, ${clock}: ${from} → ${to}`;
}

const TOUCHED = `
  SELECT DISTINCT case_id AS id FROM case_event
  WHERE case_id = ANY($1) AND recorded_at > $2 AND event ->> 'type' <> 'APPLY_CALENDAR'`;

/** Parts moves into those of cases to which something has happened since an instant, and the others. */
export async function partedBy(pool: Pool, moves: readonly CaseMove[], since: string) {
  const { rows } = await pool.query<{ id: string }>(TOUCHED, [[...new Set(moves.map((move) => move.case))], since]);
  const touched = new Set(rows.map(({ id }) => id));
  return {
    touched: moves.filter((move) => touched.has(move.case)),
    untouched: moves.filter((move) => !touched.has(move.case)),
  };
}
