import { audit } from '@huiyin/office';
import { countOf } from './evidence.ts';
import type { Evidence, Found } from './evidence.ts';

const UNSEALED = `
  SELECT e.case_id, e.seq FROM case_event e LEFT JOIN case_personal p USING (case_id, seq)
  WHERE e.kind = 'event' AND e.event ? 'sealed' AND p.case_id IS NULL`;

const HALF = `
  SELECT id FROM petition_case WHERE NOT EXISTS (SELECT 1 FROM petition WHERE case_id = id)
    OR NOT EXISTS (SELECT 1 FROM petition_text WHERE case_id = id)
    OR NOT EXISTS (SELECT 1 FROM petitioner WHERE case_id = id)`;

/** The product's own audit: chains, replays through the chart, snapshots, timer rows, sealed text; and that no text is lost. */
export async function audited(evidence: Evidence): Promise<Found> {
  const { pool, registry, rows } = evidence;
  const violations: string[] = [];
  let cases = 0;
  for await (const { checked, findings } of audit(pool, registry)) {
    cases = checked;
    for (const { kind, caseId, seq, detail } of findings) violations.push(`${kind}: ${caseId} line ${seq}: ${detail}`);
  }
  const unsealed = await rows<{ case_id: string; seq: number }>(UNSEALED);
  for (const { case_id, seq } of unsealed) violations.push(`text: of line ${seq} of ${case_id} is lost`);
  const half = await rows<{ id: string }>(HALF);
  for (const { id } of half) violations.push(`half: petition ${id} was registered in part`);
  const lines = await countOf(evidence, 'SELECT count(*)::int AS n FROM case_event');
  return { counts: { 'chains recomputed and replayed': cases, 'lines of history': lines }, violations };
}
