import { say } from '../say.ts';
import type { OpenedCases } from '../system/opened.ts';

const OPEN = `
  SELECT snapshot -> 'context' ->> 'calendar' AS calendar, count(*)::int AS cases,
    count(*) FILTER (WHERE snapshot @? '$.context.clocks[*] ? (@.status == "running").provisionalYears[*]')::int AS provisional
  FROM petition_case WHERE wake_at IS NOT NULL GROUP BY 1`;

interface OpenRow {
  readonly calendar: string;
  readonly cases: number;
  readonly provisional: number;
}

/** The calendars that are loaded, how many open cases count with each, and how many of these wait for a notice. */
export async function list({ law, pool }: OpenedCases): Promise<number> {
  const { rows } = await pool.query<OpenRow>(OPEN);
  for (const { version, years } of law.calendars) {
    const notices = [...years.values()].map(({ year, notice }) => `${year}: ${notice.number}`).join(', ');
    const { cases, provisional } = rows.find(({ calendar }) => calendar === version) ?? { cases: 0, provisional: 0 };
    const uncertain = provisional > 0 ? `, ${provisional} with provisional dates` : '';
    say(`${version.padEnd(16)} ${String(cases).padStart(8)} open case(s)${uncertain}   ${notices}`);
  }
  const unknown = rows.filter(({ calendar }) => !law.calendars.some(({ version }) => version === calendar));
  for (const { calendar, cases } of unknown)
    say(`✗ ${calendar}: ${cases} open case(s) count with it, and it is not loaded. Is HUIYIN_LAW set?`);
  return unknown.length === 0 ? 0 : 1;
}
