import { MOVES } from '../time/clock-log.ts';
import { countOf } from './evidence.ts';
import type { Evidence, Found } from './evidence.ts';

/** A sweep of the workers in chaos, and a minute. @unit milliseconds */
const LATE_MS = 60_500;

/**
 * Alerts that timers raised, with the wall's time from which each could be had: when the clock was moved beyond its hour,
 * and not before the line was written that armed the timer.
 */
const DELIVERED = `
  SELECT a.case_id, a.clock, a.kind, a.level, round(extract(epoch FROM a.delivered_at - since.at))::int AS seconds
  FROM alert a
  JOIN case_event e USING (case_id, seq)
  JOIN case_event before ON before.case_id = a.case_id AND before.seq = a.seq - 1
  CROSS JOIN LATERAL (
    SELECT greatest(before.written_at, min(m.moved_at)) AS at FROM ${MOVES} m WHERE m.now >= a.raised_at) AS since
  WHERE e.kind = 'timer' ORDER BY a.delivered_at - since.at DESC`;
interface Delivered {
  readonly case_id: string;
  readonly clock: string;
  readonly kind: string;
  readonly level: number;
  readonly seconds: number;
}

const UNDELIVERED = `
  SELECT count(*)::int AS n FROM case_effect f
  WHERE f.kind = 'alert' AND NOT EXISTS (
    SELECT 1 FROM alert a WHERE a.case_id = f.case_id AND a.seq = f.seq AND a.number = f.number)`;

const GAUGE = /^huiyin_escalations_late (\d+)$/m;

/** Escalations fired late or not at all: counted in the tables, and as the system itself says. Both are none. */
export async function escalations(evidence: Evidence): Promise<Found> {
  const delivered = await evidence.rows<Delivered>(DELIVERED);
  const late = delivered.filter(({ seconds }) => seconds * 1000 > LATE_MS);
  const missing = await countOf(evidence, UNDELIVERED);
  const violations = late.map(
    ({ case_id, clock, kind, level, seconds }) => `late: ${kind} ${level} of ${clock} of ${case_id} after ${seconds} s`,
  );
  if (missing > 0) violations.push(`not at all: ${missing} rung(s) were reached and are in no inbox`);
  for (const url of evidence.caller.urls) {
    const said = GAUGE.exec(await (await fetch(`${url}/metrics`)).text())?.[1];
    if (said !== '0') violations.push(`late: ${url} counts ${said ?? 'no'} escalations that are late`);
  }
  const counts = {
    'escalations fired late or not at all': late.length + missing,
    'slowest escalation, in seconds': delivered[0]?.seconds ?? 0,
  };
  return { counts, violations };
}
