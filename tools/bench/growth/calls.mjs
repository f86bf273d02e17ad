/** What is asked of the worklist, by whom: the township's office, one of its departments, the county. */
const LISTS = [
  ['worklist, township office', 'll.xfb', ''],
  ['worklist, department', 'll.zrs', ''],
  ['worklist, county', 'qh.director', ''],
  ['worklist, office, one stage', 'll.xfb', 'stage=handling'],
  ['worklist, office, overdue', 'll.xfb', 'overdue=true'],
  ['worklist, office, due this week', 'll.xfb', () => `dueBefore=${inDays(7)}&dueAfter=${inDays(0)}`],
  ['worklist, department, its cases', 'll.zrs', 'unit=ys-qh-ll-zrs&stage=handling'],
  ['search, office', 'll.xfb', `q=${encodeURIComponent('青苗补偿')}`],
  ['search, county', 'qh.director', `q=${encodeURIComponent('青苗补偿')}`],
  ['alerts, county', 'qh.director', null],
];

/** @returns {Promise<[string, object[]][]>} the kinds of call, each with its calls */
export async function callsOn({ pool, tokens }, count) {
  const get = (username, path) => ({ method: 'GET', path, token: tokens[username] });
  const lists = LISTS.map(([name, username, query]) => [name, repeat(count, () => get(username, pathOf(query)))]);
  const shown = await visible(pool, count);
  const stepped = await steppable(pool, count);
  return [
    ...lists,
    ['show', shown.map((id) => get('ll.xfb', `/v1/petitions/${id}`))],
    ['step', stepped.map((row) => hearing(row, tokens.bench))],
  ];
}

function pathOf(query) {
  if (query === null) return '/v1/alerts?limit=50';
  const filter = typeof query === 'function' ? query() : query;
  return `/v1/petitions?limit=50${filter && `&${filter}`}`;
}

async function visible(pool, count) {
  const { rows } = await pool.query(
    `SELECT case_id AS id FROM case_scope WHERE unit = 'ys-qh-ll-xfb' ORDER BY random() LIMIT $1`,
    [count],
  );
  return rows.map(({ id }) => id);
}

/** Cases anywhere in the county that may be stepped without moving on, so that there are as many in the next round. */
async function steppable(pool, count) {
  const { rows } = await pool.query(
    `SELECT id, revision FROM petition_case WHERE stage = 'handling' ORDER BY random() LIMIT $1`,
    [count],
  );
  return rows;
}

function hearing({ id, revision }, token) {
  const body = JSON.stringify({ type: 'HEAR', data: { summary: '再次听取陈述' } });
  return { method: 'POST', path: `/v1/petitions/${id}/events`, token, ifMatch: `"${revision}"`, body };
}

function repeat(count, make) {
  return Array.from({ length: count }, make);
}

function inDays(days) {
  return new Date(Date.now() + days * 86_400_000).toISOString();
}
