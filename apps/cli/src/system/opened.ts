import { readLaw } from '@huiyin/office';
import type { Law } from '@huiyin/office';
import { openDatabase, poolOf, readCommandConfig } from '@huiyin/platform';
import type { CommandConfig } from '@huiyin/platform';
import { petitionRegistry } from '@huiyin/workflow';
import type { PetitionRegistry } from '@huiyin/workflow';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { databaseUrl } from './demo-database.ts';

/** Connections that a command holds: one to read by, one to write by, one to spare. */
const POOL_SIZE = 3;

/** The database that a command works on, while it is open. */
export interface Opened {
  readonly config: CommandConfig;
  readonly url: string;
  readonly dataSource: DataSource;
  readonly pool: Pool;
}

/** The same, for a command that reads cases. */
export interface OpenedCases extends Opened {
  readonly law: Law;
  readonly registry: PetitionRegistry;
}

/** Does a work on the database, which it opens and closes. @param name of the command, as pg_stat_activity shows it */
export async function withDatabase<T>(name: string, work: (opened: Opened) => Promise<T>): Promise<T> {
  const config = readCommandConfig();
  const url = await databaseUrl(config);
  const dataSource = await openDatabase(url, { poolSize: POOL_SIZE, applicationName: `huiyin-${name}` });
  try {
    return await work({ config, url, dataSource, pool: poolOf(dataSource) });
  } finally {
    await dataSource.destroy();
  }
}

/** The same, with the law of HUIYIN_LAW, which is read before the database is looked for. */
export function withCases<T>(name: string, work: (opened: OpenedCases) => Promise<T>): Promise<T> {
  const law = readLaw(readCommandConfig().lawFolder);
  const registry = petitionRegistry(law.calendars);
  return withDatabase(name, (opened) => work({ ...opened, law, registry }));
}
