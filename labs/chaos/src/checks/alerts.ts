import { grouped } from '@huiyin/lab-kit';
import { countOf } from './evidence.ts';
import type { Evidence, Found } from './evidence.ts';

const WEEK_MS = 7 * 86_400_000;

const UNEQUAL = `
  SELECT coalesce(e.case_id, a.case_id) AS case_id, coalesce(e.seq, a.seq) AS seq, count(a.id)::int AS alerts,
    count(e.id)::int AS effects
  FROM (SELECT * FROM case_effect WHERE kind = 'alert') e FULL JOIN (
    SELECT * FROM alert WHERE case_id IS NOT NULL) a USING (case_id, seq, number)
  GROUP BY 1, 2 HAVING count(a.id) <> count(e.id)
    OR bool_or(a.level <> (e.payload ->> 'level')::int OR a.clock <> e.payload ->> 'clock'
      OR a.kind NOT IN (e.payload ->> 'kind', 'unroutable') OR a.raised_at <> e.at)`;
interface Unequal {
  readonly case_id: string;
  readonly seq: number;
  readonly alerts: number;
  readonly effects: number;
}

/** By a timer, with the delay whose end raised it: HANDLING_REMIND_10, HANDLING_DUE, … People may urge as often as they like. */
const RAISED = `
  SELECT a.case_id, a.clock, a.due_on::text AS due_on, split_part(e.event ->> 'type', '.', 3) AS delay, a.raised_at
  FROM alert a JOIN case_event e USING (case_id, seq) WHERE e.kind = 'timer' ORDER BY a.raised_at`;
interface Raised {
  readonly case_id: string;
  readonly clock: string;
  readonly due_on: string;
  readonly delay: string;
  readonly raised_at: Date;
}

/** Just one alert for each that was asked for; and of one deadline each rung only once, but for the weekly repeats. */
export async function alerts(evidence: Evidence): Promise<Found> {
  const unequal = await evidence.rows<Unequal>(UNEQUAL);
  const all = await countOf(evidence, 'SELECT count(case_id)::int AS n FROM alert');
  const raised = await evidence.rows<Raised>(RAISED);
  const rungs = grouped(raised, ({ case_id, clock, due_on, delay }) => [case_id, clock, due_on, delay].join(' '));
  const doubled = [...rungs].filter(([, group]) => group.length > 1 && !areRepeats(group));
  const violations = [
    ...unequal.map(
      (each) => `alert: line ${each.seq} of ${each.case_id} asks for ${each.effects} and has ${each.alerts}`,
    ),
    ...doubled.map(([name, group]) => `doubled: ${group.length} alerts ${name}`),
  ];
  return { counts: { 'alerts raised': all }, violations };
}

/** Whether they are whole weeks apart, in their order, and of a rung that is repeated. */
function areRepeats(group: readonly Raised[]): boolean {
  return group.slice(1).every(({ delay, raised_at }, index) => {
    const weeks = (raised_at.getTime() - (group[index]?.raised_at.getTime() ?? NaN)) / WEEK_MS;
    return delay.endsWith('_REPEAT') && Number.isInteger(weeks) && weeks > 0;
  });
}
