// `npm run accounts -- FILE.json` adds units and accounts; `npm run accounts -- --reset NAME` sets a new password.
// The file has the shape of demo/township.json, with an optional "email" for each unit and person.
import { readFile } from 'node:fs/promises';
import { ensureBuilt } from './built.mjs';
import { databaseUrl } from './demo-database.mjs';
import { command, Fault } from './fault.mjs';
import { requireNode } from './node-version.mjs';

const usage = 'Usage: npm run accounts -- FILE.json   or   npm run accounts -- --reset USERNAME';

await command(async () => {
  requireNode();
  const [first, second] = process.argv.slice(2);
  if (!first || (first === '--reset') !== Boolean(second)) throw new Fault(usage);
  await ensureBuilt();
  const runtime = await import('../libs/runtime/dist/index.js');
  const dataSource = await runtime.openDatabase(await databaseUrl(), {
    poolSize: 3,
    applicationName: 'huiyin-accounts',
  });
  try {
    if (first === '--reset') await reset(runtime, dataSource, second);
    else await add(runtime, dataSource, first);
  } finally {
    await dataSource.destroy();
  }
});

async function add(runtime, dataSource, path) {
  const organisation = readOrganisation(runtime, await readFile(path, 'utf8').catch((error) => fail(error.message)));
  const passwords = new Map(organisation.people.map(({ username }) => [username, runtime.newPassword()]));
  const hash = (username) => runtime.hashPassword(passwords.get(username));
  const added = await runtime.importOrganisation(dataSource, organisation, hash);
  console.log(`${organisation.units.length} unit(s) are there, ${added.length} account(s) were added.`);
  if (added.length > 0) console.log('Their first passwords, shown this once:');
  for (const username of added) console.log(`  ${username.padEnd(24)} ${passwords.get(username)}`);
}

async function reset(runtime, dataSource, username) {
  const password = runtime.newPassword();
  if (!(await runtime.resetPassword(dataSource, username, password)))
    throw new Fault(`There is no account ${username}.`);
  console.log(`The new password of ${username}, shown this once: ${password}`);
}

function readOrganisation(runtime, text) {
  try {
    return runtime.parseOrganisation(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof runtime.InvalidOrganisation) throw new Fault(error.message);
    throw error;
  }
}

function fail(message) {
  throw new Fault(message);
}
