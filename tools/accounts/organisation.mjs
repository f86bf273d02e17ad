import { readFile } from 'node:fs/promises';
import { Fault } from '../fault.mjs';

export async function add({ office, dataSource, usage }, [path, ...more]) {
  if (more.length > 0) throw new Fault(usage);
  const text = await readFile(path, 'utf8').catch((error) => fail(error.message));
  const organisation = await inWords(office, () => office.parseOrganisation(JSON.parse(text)));
  const passwords = new Map(organisation.people.map(({ username }) => [username, office.newPassword()]));
  const hash = (username) => office.hashPassword(passwords.get(username));
  const added = await inWords(office, () => office.importOrganisation(dataSource, organisation, hash));
  console.log(`${organisation.units.length} unit(s) are there, ${added.length} account(s) were added.`);
  if (organisation.absences.length > 0) console.log(`${organisation.absences.length} absence(s) are recorded.`);
  if (added.length > 0) console.log('Their first passwords, shown this once:');
  for (const username of added) console.log(`  ${username.padEnd(24)} ${passwords.get(username)}`);
}

export async function reset({ office, dataSource, usage }, [username, ...more]) {
  if (!username || more.length > 0) throw new Fault(usage);
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
    const isTheirs = [SyntaxError, InvalidOrganisation, InvalidAbsence].some((kind) => error instanceof kind);
    throw isTheirs ? new Fault(error.message) : error;
  }
}

function fail(message) {
  throw new Fault(message);
}
