import { HuiyinError } from '@huiyin/domain';
import { readTownship } from '@huiyin/lab-kit';
import type { Dice } from '@huiyin/lab-kit';
import { Directory, hashPassword, importOrganisation } from '@huiyin/office';
import { poolOf } from '@huiyin/platform';
import type { DataSource } from 'typeorm';

/** The database holds petitions already: made-up ones are not mixed with them. */
export class NotEmpty extends HuiyinError {
  readonly code = 'NOT_EMPTY';
  readonly verdict = 'reject';
}

/** Whether petitions are registered in the database; one that was never migrated has none. */
export async function holdsPetitions(dataSource: DataSource): Promise<boolean> {
  const [table] = await dataSource.query<{ there: boolean }[]>(
    `SELECT to_regclass('petition_case') IS NOT NULL AS there`,
  );
  if (!table?.there) return false;
  const [found] = await dataSource.query<{ any: boolean }[]>('SELECT EXISTS (SELECT FROM petition_case) AS any');
  return found?.any === true;
}

/** The units and accounts of the demo, with a password that nobody knows. */
export async function settle(dataSource: DataSource, folder: URL, dice: Dice) {
  const township = await readTownship(folder);
  const passwordHash = await hashPassword(dice.bytes('password').toString('hex'));
  await importOrganisation(dataSource, township, () => Promise.resolve(passwordHash));
  return { township, directory: await new Directory(poolOf(dataSource)).fresh() };
}
