import type { Evidence, Found } from './evidence.ts';

interface Effect {
  readonly case_id: string;
  readonly seq: number;
  readonly number: number;
  readonly kind: string;
}

const ASKED = `
  SELECT case_id, seq, (number - 1)::int AS number, effect ->> 'kind' AS kind FROM case_event,
    jsonb_array_elements(actions -> 'effects') WITH ORDINALITY AS asked(effect, number)`;

const KEPT = 'SELECT case_id, seq, number, kind, attempts FROM case_effect';

const UNDONE = 'SELECT id, case_id, attempts, last_error FROM case_effect WHERE done_at IS NULL';
interface Undone {
  readonly id: string;
  readonly case_id: string;
  readonly attempts: number;
  readonly last_error: string | null;
}

/** Whatever the histories ask of the world is in the outbox once, and done. */
export async function outbox({ rows }: Evidence): Promise<Found> {
  const place = ({ case_id, seq, number, kind }: Effect) => `${kind} ${number} of line ${seq} of ${case_id}`;
  const asked = new Set((await rows<Effect>(ASKED)).map(place));
  const kept = await rows<Effect & { readonly attempts: number }>(KEPT);
  const owed = new Set(kept.map(place));
  const violations = [
    ...[...asked].filter((each) => !owed.has(each)).map((each) => `effect: ${each} was asked for and is not owed`),
    ...[...owed].filter((each) => !asked.has(each)).map((each) => `effect: ${each} is owed and was not asked for`),
    ...(await rows<Undone>(UNDONE)).map(
      ({ id, case_id, attempts, last_error }) =>
        `undone: effect ${id} of ${case_id} after ${attempts} attempts: ${last_error}`,
    ),
  ];
  const again = kept.filter(({ attempts }) => attempts > 1).length;
  return { counts: { 'effects asked for': asked.size, 'effects done at a later attempt': again }, violations };
}
