import { readTownship, Staff, staffedUnits } from '@huiyin/lab-kit';
import { Directory } from '@huiyin/office';
import type { UnitTree } from '@huiyin/office';
import { openDatabase, poolOf } from '@huiyin/platform';

/** The made-up township, as it stays during the run. */
export interface Town {
  readonly staff: Staff;
  readonly directory: UnitTree;
  /** Units that a petition may be brought to. */
  readonly units: readonly string[];
  /** Places that a petition may be about. */
  readonly villages: readonly string[];
  /** Username of whoever may move the clock. */
  readonly admin: string;
}

/** @param databaseUrl where the township has been put */
export async function readTown(databaseUrl: string): Promise<Town> {
  const township = await readTownship();
  const dataSource = await openDatabase(databaseUrl, { poolSize: 1, applicationName: 'huiyin-chaos' });
  try {
    const directory = await new Directory(poolOf(dataSource)).fresh();
    const admin = township.people.find(({ roles }) => roles.includes('admin'));
    if (!admin) throw new Error('nobody in the township may move the clock');
    return {
      staff: new Staff(township, directory),
      directory,
      units: staffedUnits(township),
      villages: township.units.filter(({ kind }) => kind === 'village').map(({ code }) => code),
      admin: admin.username,
    };
  } finally {
    await dataSource.destroy();
  }
}
