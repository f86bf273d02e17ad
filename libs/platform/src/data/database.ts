import { dataSourceOptions, XID8 } from '@huiyin/domain/entities';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { HeardClient } from './heard-client.ts';

/**
 * How long a program that serves waits for a connection, one that is made or one that others hold, before it says that the
 * database is away. @unit milliseconds
 */
export const CONNECT_WITHIN_MS = 10_000;

interface Opening {
  readonly poolSize?: number;
  readonly applicationName?: string;
  /** A command may ask for thousands of things at once, and waits longer than a program that serves. @unit milliseconds */
  readonly connectWithinMs?: number;
}

/** Opens the database. Entities, reads and migrations go through TypeORM; the engine's statements through the pool under it. */
export function openDatabase(url: string, opening: Opening = {}): Promise<DataSource> {
  const { poolSize = 12, applicationName = 'huiyin', connectWithinMs = 60_000 } = opening;
  const options = dataSourceOptions({ url, poolSize, applicationName, connectWithinMs, Client: HeardClient });
  const dataSource = new DataSource(options);
  dataSource.driver.supportedDataTypes.push(XID8);
  return dataSource.initialize();
}

/** The pg pool that TypeORM made. It can name its statements, which doubles the engine's throughput. */
export function poolOf(dataSource: DataSource): Pool {
  return (dataSource.driver as unknown as { master: Pool }).master;
}
