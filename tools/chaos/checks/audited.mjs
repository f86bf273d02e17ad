import { audit } from '../../../libs/office/dist/index.js';

const UNSEALED = `
  SELECT e.case_id, e.seq FROM case_event e LEFT JOIN case_personal p USING (case_id, seq)
  WHERE e.kind = 'event' AND e.event ? 'sealed' AND p.case_id IS NULL`;

const HALF = `
  SELECT id FROM petition_case WHERE NOT EXISTS (SELECT 1 FROM petition WHERE case_id = id)
    OR NOT EXISTS (SELECT 1 FROM petition_text WHERE case_id = id)
    OR NOT EXISTS (SELECT 1 FROM petitioner WHERE case_id = id)`;

/** The product's own audit: chains, replays through the chart, snapshots, timer rows, sealed text; and that no text is lost. */
export async function audited({ pool, registry, rows }) {
  const violations = [];
  let cases = 0;
  for await (const { checked, findings } of audit(pool, registry)) {
    cases = checked;
    for (const { kind, caseId, seq, detail } of findings) violations.push(`${kind}: ${caseId} line ${seq}: ${detail}`);
  }
  for (const { case_id, seq } of await rows(UNSEALED)) violations.push(`text: of line ${seq} of ${case_id} is lost`);
  for (const { id } of await rows(HALF)) violations.push(`half: petition ${id} was registered in part`);
  const [{ n }] = await rows('SELECT count(*)::int AS n FROM case_event');
  return { counts: { 'chains recomputed and replayed': cases, 'lines of history': n }, violations };
}
