import { Connection } from '../connection.mjs';

const ROWS = {
  case: 'SELECT * FROM petition_case WHERE id = $1',
  event: 'SELECT * FROM case_event WHERE case_id = $1 ORDER BY seq DESC LIMIT 1',
  personal: 'SELECT * FROM case_personal WHERE case_id = $1 ORDER BY seq DESC LIMIT 1',
  timers: 'SELECT name, status, armed_at, due_at FROM case_timer WHERE case_id = $1 ORDER BY name',
  scope: 'SELECT unit FROM case_scope WHERE case_id = $1 ORDER BY unit',
};
const REGISTERED = {
  petition: 'SELECT *, received_on::text FROM petition WHERE case_id = $1',
  text: 'SELECT * FROM petition_text WHERE case_id = $1',
  petitioner: 'SELECT * FROM petitioner WHERE case_id = $1',
};

/**
 * What each step of one real case writes, read from the tables after every step: so the limit writes the same rows,
 * however the chart comes to change.
 */
export async function recordCase(port, pool, [create, ...steps]) {
  const connection = await Connection.open(port);
  const { location, etag } = await connection.request(create);
  const id = location.split('/').at(-1);
  const recorded = [{ ...(await read(pool, ROWS, id)), ...(await read(pool, REGISTERED, id)) }];
  let ifMatch = etag;
  for (const step of steps) {
    ({ etag: ifMatch } = await connection.request({ ...step, path: `${location}/events`, ifMatch }));
    recorded.push(await read(pool, ROWS, id));
  }
  connection.close();
  return recorded.map((rows, index) => written(rows, recorded[index - 1]));
}

async function read(pool, statements, id) {
  const entries = Object.entries(statements).map(async ([name, text]) => [name, (await pool.query(text, [id])).rows]);
  return Object.fromEntries(await Promise.all(entries));
}

/** Of all rows there are after a step, those that it wrote. */
function written(rows, before) {
  const known = (list = []) => new Set(list.map((row) => JSON.stringify(row)));
  const fresh = (name) => rows[name].filter((row) => !known(before?.[name]).has(JSON.stringify(row)));
  return {
    ...Object.fromEntries(Object.keys(REGISTERED).map((name) => [name, rows[name]?.[0]])),
    case: rows.case[0],
    event: rows.event[0],
    personal: fresh('personal')[0],
    timers: fresh('timers'),
    scope: fresh('scope').map(({ unit }) => unit),
  };
}
