// What `npm start` says when the system is ready.

/**
 * @param {{ petitions: number, accounts: { username: string, name: string, roles: string[] }[] } | null} demo
 */
export function welcome({ address, seconds, demo, folder, redis }) {
  const lines = [
    `✓ 回音 Huiyin is ready after ${seconds} s:  ${address}   (the API, described: ${address}/docs)`,
    ...(demo ? ['', ...accounts(demo), '', ...threeThings(address)] : []),
    '',
    `  Data   ${folder}${demo ? '' : '/log (logs only; the rest is in DATABASE_URL)'}`,
    `  Queue  BullMQ on ${redis ? 'Redis' : 'PostgreSQL'}`,
    '  Stop   Ctrl-C; the next start finds everything again',
  ];
  return `\n${lines.join('\n')}\n`;
}

function accounts({ petitions, accounts }) {
  const rows = oneForEachRole(accounts).map(({ username, roles, name }) => [username, roles.join(', '), name]);
  const [first, second] = [0, 1].map((column) => Math.max(...rows.map((row) => row[column].length)));
  return [
    `  ${petitions} petitions, ${accounts.length} accounts (these, and more in each office), every password: huiyin-demo`,
    ...rows.map(([username, roles, name]) => `    ${username.padEnd(first)}  ${roles.padEnd(second)}  ${name}`),
  ];
}

/** The first account with each role, so that the list stays short and shows every part to be played. */
function oneForEachRole(accounts) {
  const seen = new Set();
  return accounts.filter(({ roles }) => {
    const fresh = roles.filter((role) => !seen.has(role));
    fresh.forEach((role) => seen.add(role));
    return fresh.length > 0;
  });
}

function threeThings(address) {
  const json = (path) => `node -pe "JSON.parse(require('fs').readFileSync(0)).${path}"`;
  const login = `'{"username":"ll.xfb","password":"huiyin-demo"}'`;
  return [
    '  Three things to try: log in, find the broken street lamp, accept it',
    `    T=$(curl -s ${address}/v1/session -H 'content-type: application/json' -d ${login} | ${json('token')})`,
    `    ID=$(curl -s -G ${address}/v1/petitions --data-urlencode q=路灯 -H "authorization: Bearer $T" | ${json('items[0].id')})`,
    `    curl -s ${address}/v1/petitions/$ID/events -H "authorization: Bearer $T" -H 'if-match: "1"' -H 'content-type: application/json' -d '{"type":"ACCEPT"}'`,
  ];
}
