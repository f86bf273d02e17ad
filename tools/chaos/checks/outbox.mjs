const UNDONE = 'SELECT id, case_id, kind, attempts, last_error FROM case_effect WHERE done_at IS NULL';
const ASKED = `
  SELECT case_id, seq, number - 1 AS number, effect ->> 'kind' AS kind FROM case_event,
    jsonb_array_elements(actions -> 'effects') WITH ORDINALITY AS asked(effect, number)`;

/** Whatever the histories ask of the world is in the outbox once, and done. */
export async function outbox({ rows }) {
  const place = ({ case_id, seq, number, kind }) => `${kind} ${number} of line ${seq} of ${case_id}`;
  const asked = new Set((await rows(ASKED)).map(place));
  const kept = (await rows('SELECT case_id, seq, number, kind, attempts FROM case_effect')).map((row) => row);
  const owed = new Set(kept.map(place));
  const violations = [
    ...[...asked].filter((each) => !owed.has(each)).map((each) => `effect: ${each} was asked for and is not owed`),
    ...[...owed].filter((each) => !asked.has(each)).map((each) => `effect: ${each} is owed and was not asked for`),
    ...(await rows(UNDONE)).map(
      ({ id, case_id, attempts, last_error }) =>
        `undone: effect ${id} of ${case_id} after ${attempts} attempts: ${last_error}`,
    ),
  ];
  const again = kept.filter(({ attempts }) => attempts > 1).length;
  return { counts: { 'effects asked for': asked.size, 'effects done at a later attempt': again }, violations };
}
