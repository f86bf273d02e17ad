import pg from 'pg';

/** Asks the suite's own database, behind the API's back. */
export async function ask<R extends pg.QueryResultRow>(
  databaseUrl: string,
  query: string,
  values: unknown[] = [],
): Promise<R[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query<R>(query, values)).rows;
  } finally {
    await client.end();
  }
}

/** Whatever a write of the API could have changed: how much is in each table, and where each case stands. */
const TABLES = [
  ...['petition_case', 'petition', 'petition_text', 'petitioner', 'case_scope', 'case_event', 'case_timer'],
  ...['case_effect', 'case_personal', 'command', 'alert'],
];
const COUNTS = TABLES.map((table) => `(SELECT count(*)::int FROM ${table}) AS ${table}`).join(', ');
const CASES = `SELECT md5(string_agg(id || ':' || revision || ':' || head, ',' ORDER BY id)) FROM petition_case`;
const ALERTS = 'SELECT count(*)::int FROM alert WHERE acknowledged_at IS NOT NULL';

export async function whatIsStored(databaseUrl: string): Promise<object | undefined> {
  const [row] = await ask(databaseUrl, `SELECT ${COUNTS}, (${CASES}) AS cases, (${ALERTS}) AS acknowledged`);
  return row;
}
