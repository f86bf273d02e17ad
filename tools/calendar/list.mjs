const OPEN = `
  SELECT snapshot -> 'context' ->> 'calendar' AS calendar, count(*)::int AS cases
  FROM petition_case WHERE wake_at IS NOT NULL GROUP BY 1`;

/** The calendars that are loaded, and how many open cases count with each. */
export async function list({ law, pool }) {
  const { rows } = await pool.query(OPEN);
  const casesOf = (version) => rows.find(({ calendar }) => calendar === version)?.cases ?? 0;
  for (const { version, years } of law.calendars) {
    const notices = [...years.values()].map(({ year, notice }) => `${year}: ${notice.number}`).join(', ');
    console.log(`${version.padEnd(16)} ${String(casesOf(version)).padStart(8)} open case(s)   ${notices}`);
  }
  const unknown = rows.filter(({ calendar }) => !law.calendars.some(({ version }) => version === calendar));
  for (const { calendar, cases } of unknown)
    console.log(`✗ ${calendar}: ${cases} open case(s) count with it, and it is not loaded. Is HUIYIN_LAW set?`);
  return unknown.length === 0 ? 0 : 1;
}
