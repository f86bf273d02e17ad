// What `npm start` says when the system is ready.

/**
 * @typedef {object} Demo
 * @property {number} petitions
 * @property {readonly Account[]} accounts
 * @property {string} password of every account
 */
/** @typedef {{ readonly username: string, readonly name: string, readonly roles: readonly string[] }} Account */

/**
 * @param {object} what
 * @param {string} what.address of the API
 * @param {string} what.seconds
 * @param {Demo | null} what.demo
 * @param {string} what.folder
 * @param {boolean} what.redis whether the queue is on Redis
 */
export function welcome({ address, seconds, demo, folder, redis }) {
  const lines = [
    `✓ 回音 Huiyin is ready after ${seconds} s:  ${address}   (the API, described: ${address}/docs)`,
    ...(demo ? ['', ...accountLines(demo), '', ...threeThings(address, demo)] : []),
    '',
    `  Data   ${folder}${demo ? '' : '/log (logs only; the rest is in DATABASE_URL)'}`,
    `  Queue  BullMQ on ${redis ? 'Redis' : 'PostgreSQL'}`,
    '  Stop   Ctrl-C; the next start finds everything again',
  ];
  return `\n${lines.join('\n')}\n`;
}

/** @param {Demo} demo */
function accountLines({ petitions, accounts, password }) {
  const rows = oneForEachRole(accounts).map(({ username, roles, name }) => ({
    username,
    roles: roles.join(', '),
    name,
  }));
  const wide = {
    username: Math.max(...rows.map(({ username }) => username.length)),
    roles: Math.max(...rows.map(({ roles }) => roles.length)),
  };
  return [
    `  ${petitions} petitions, ${accounts.length} accounts (these, and more in each office), every password: ${password}`,
    ...rows.map(
      ({ username, roles, name }) => `    ${username.padEnd(wide.username)}  ${roles.padEnd(wide.roles)}  ${name}`,
    ),
  ];
}

/**
 * The first account with each role, so that the list stays short and shows every part to be played.
 * @param {readonly Account[]} accounts
 */
function oneForEachRole(accounts) {
  /** @type {Set<string>} */
  const seen = new Set();
  return accounts.filter(({ roles }) => {
    const fresh = roles.filter((role) => !seen.has(role));
    fresh.forEach((role) => seen.add(role));
    return fresh.length > 0;
  });
}

/**
 * @param {string} address
 * @param {Demo} demo
 */
function threeThings(address, { password }) {
  /** @param {string} path */
  const json = (path) => `node -pe "JSON.parse(require('fs').readFileSync(0)).${path}"`;
  const login = `'${JSON.stringify({ username: 'll.xfb', password })}'`;
  return [
    '  Three things to try: log in, find the broken street lamp, accept it',
    `    T=$(curl -s ${address}/v1/session -H 'content-type: application/json' -d ${login} | ${json('token')})`,
    `    ID=$(curl -s -G ${address}/v1/petitions --data-urlencode q=路灯 -H "authorization: Bearer $T" | ${json('items[0].id')})`,
    `    curl -s ${address}/v1/petitions/$ID/events -H "authorization: Bearer $T" -H 'if-match: "1"' -H 'content-type: application/json' -d '{"type":"ACCEPT"}'`,
  ];
}
