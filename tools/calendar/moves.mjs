/** Those moves that are not among the others. */
export function without(moves, others) {
  const known = new Set(others.map(lineOf));
  return moves.filter((move) => !known.has(lineOf(move)));
}

/** A move as a line to read. */
export const lineOf = ({ case: id, clock, from, to }) => `case ${id}, ${clock}: ${from} → ${to}`;

const TOUCHED = `
  SELECT DISTINCT case_id AS id FROM case_event
  WHERE case_id = ANY($1) AND recorded_at > $2 AND event ->> 'type' <> 'APPLY_CALENDAR'`;

/** Parts moves into those of cases to which something has happened since an instant, and the others. */
export async function partedBy(pool, moves, since) {
  const { rows } = await pool.query(TOUCHED, [[...new Set(moves.map((move) => move.case))], since]);
  const touched = new Set(rows.map(({ id }) => id));
  return {
    touched: moves.filter((move) => touched.has(move.case)),
    untouched: moves.filter((move) => !touched.has(move.case)),
  };
}
