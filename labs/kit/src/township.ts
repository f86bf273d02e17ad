import { readFile } from 'node:fs/promises';
import { parseOrganisation } from '@huiyin/office';
import type { Organisation } from '@huiyin/office';

/** @param folder where township.json is */
export async function readTownship(folder: URL): Promise<Organisation> {
  return parseOrganisation(JSON.parse(await readFile(new URL('township.json', folder), 'utf8')));
}

/** Codes of the units where somebody handles petitions. */
export function staffedUnits({ people }: Organisation): string[] {
  return people.filter(({ roles }) => roles.includes('handler')).map(({ unit }) => unit);
}
