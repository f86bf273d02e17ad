import { readFile } from 'node:fs/promises';
import { hashPassword, importOrganisation, newPassword, parseOrganisation, resetPassword } from '@huiyin/office';
import { Fault } from '@huiyin/tools/fault';
import { say } from '../say.ts';
import type { Opened } from '../system/opened.ts';

/** Adds what a file of an organisation has, and shows the first password of each new account. */
export async function add(file: string, { dataSource }: Opened): Promise<void> {
  const organisation = parseOrganisation(await readJson(file));
  const passwords = new Map(organisation.people.map(({ username }) => [username, newPassword()]));
  const passwordOf = (username: string) => passwords.get(username) ?? newPassword();
  const added = await importOrganisation(dataSource, organisation, (username) => hashPassword(passwordOf(username)));
  say(`${organisation.units.length} unit(s) are there, ${added.length} account(s) were added.`);
  if (organisation.absences.length > 0) say(`${organisation.absences.length} absence(s) are recorded.`);
  if (added.length > 0) say('Their first passwords, shown this once:');
  for (const username of added) say(`  ${username.padEnd(24)} ${passwordOf(username)}`);
}

export async function reset(username: string, { dataSource }: Opened): Promise<void> {
  const password = newPassword();
  if (!(await resetPassword(dataSource, username, password))) throw new Fault(`There is no account ${username}.`);
  say(`The new password of ${username}, shown this once: ${password}`);
}

async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new Fault(error.message);
  });
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Fault(`${file} is not JSON: ${(error as Error).message}`);
  }
}
