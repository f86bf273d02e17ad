import { groupBy } from './group-by.mjs';

const WEEK_MS = 7 * 86_400_000;

const UNEQUAL = `
  SELECT coalesce(e.case_id, a.case_id) AS case_id, coalesce(e.seq, a.seq) AS seq, count(a.id)::int AS alerts,
    count(e.id)::int AS effects
  FROM (SELECT * FROM case_effect WHERE kind = 'alert') e FULL JOIN (
    SELECT * FROM alert WHERE case_id IS NOT NULL) a USING (case_id, seq, number)
  GROUP BY 1, 2 HAVING count(a.id) <> count(e.id)
    OR bool_or(a.level <> (e.payload ->> 'level')::int OR a.clock <> e.payload ->> 'clock'
      OR a.kind NOT IN (e.payload ->> 'kind', 'unroutable') OR a.raised_at <> e.at)`;

/** By a timer, with the delay whose end raised it: HANDLING_REMIND_10, HANDLING_DUE, … People may urge as often as they like. */
const RAISED = `
  SELECT a.case_id, a.clock, a.due_on::text AS due_on, split_part(e.event ->> 'type', '.', 3) AS delay, a.raised_at
  FROM alert a JOIN case_event e USING (case_id, seq) WHERE e.kind = 'timer' ORDER BY a.raised_at`;

/** Just one alert for each that was asked for; and of one deadline each rung only once, but for the weekly repeats. */
export async function alerts({ rows }) {
  const violations = (await rows(UNEQUAL)).map(
    ({ case_id, seq, alerts: n, effects }) => `alert: line ${seq} of ${case_id} asks for ${effects} and has ${n}`,
  );
  const [{ all }] = await rows('SELECT count(case_id)::int AS "all" FROM alert');
  const raised = await rows(RAISED);
  const groups = groupBy(raised, ({ case_id, clock, due_on, delay }) => [case_id, clock, due_on, delay].join(' '));
  for (const [name, group] of groups) {
    if (group.length > 1 && !areRepeats(group)) violations.push(`doubled: ${group.length} alerts ${name}`);
  }
  return { counts: { 'alerts raised': all }, violations };
}

function areRepeats([first, ...others]) {
  if (!first.delay.endsWith('_REPEAT')) return false;
  const weeks = others.map(({ raised_at }) => (raised_at - first.raised_at) / WEEK_MS);
  return weeks.every((week, n) => Number.isInteger(week) && week > (n === 0 ? 0 : weeks[n - 1]));
}
