import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseOrganisation } from '@huiyin/office';
import type { Organisation } from '@huiyin/office';
import { root } from '@huiyin/tools/workspace';

/** The folder of the demo: its units and people, and its petitions. */
export const TOWNSHIP = pathToFileURL(join(root, 'examples/township/'));

/** @param folder where township.json is */
export async function readTownship(folder: URL = TOWNSHIP): Promise<Organisation> {
  return parseOrganisation(JSON.parse(await readFile(new URL('township.json', folder), 'utf8')));
}

/** Codes of the units where somebody handles petitions. */
export function staffedUnits({ people }: Organisation): string[] {
  return people.filter(({ roles }) => roles.includes('handler')).map(({ unit }) => unit);
}
