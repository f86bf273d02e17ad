import { readFile } from 'node:fs/promises';
import { Fault, Misuse } from '../fault.mjs';

/** Each command reads what it was given, and returns what is to be done in the database. */
export function add(usage, [path, ...more]) {
  if (more.length > 0) throw new Misuse(usage);
  return (context) => addFrom(path, context);
}

async function addFrom(path, { office, dataSource }) {
  const text = await readFile(path, 'utf8').catch((error) => fail(error.message));
  const organisation = await inWords(office, () => office.parseOrganisation(parsed(path, text)));
  const passwords = new Map(organisation.people.map(({ username }) => [username, office.newPassword()]));
  const hash = (username) => office.hashPassword(passwords.get(username));
  const added = await inWords(office, () => office.importOrganisation(dataSource, organisation, hash));
  console.log(`${organisation.units.length} unit(s) are there, ${added.length} account(s) were added.`);
  if (organisation.absences.length > 0) console.log(`${organisation.absences.length} absence(s) are recorded.`);
  if (added.length > 0) console.log('Their first passwords, shown this once:');
  for (const username of added) console.log(`  ${username.padEnd(24)} ${passwords.get(username)}`);
}

export function reset(usage, [username, ...more]) {
  if (!username || more.length > 0) throw new Misuse(usage);
  return (context) => resetOf(username, context);
}

async function resetOf(username, { office, dataSource }) {
  const password = office.newPassword();
  if (!(await office.resetPassword(dataSource, username, password)))
    throw new Fault(`There is no account ${username}.`);
  console.log(`The new password of ${username}, shown this once: ${password}`);
}

/** What the person at the keyboard can put right is told without a stack. */
export async function inWords({ InvalidOrganisation, InvalidAbsence }, work) {
  try {
    return await work();
  } catch (error) {
    const isTheirs = [InvalidOrganisation, InvalidAbsence].some((kind) => error instanceof kind);
    throw isTheirs ? new Fault(error.message) : error;
  }
}

function parsed(path, text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Fault(`${path} is not JSON: ${error.message}`);
  }
}

function fail(message) {
  throw new Fault(message);
}
