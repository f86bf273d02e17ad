import { dataSourceOptions } from '@huiyin/domain/entities';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { HeardClient } from './heard-client.ts';

/** Opens the database. Entities, reads and migrations go through TypeORM; the engine's statements through the pool under it. */
export function openDatabase(url: string, { poolSize = 12, applicationName = 'huiyin' } = {}): Promise<DataSource> {
  return new DataSource(dataSourceOptions({ url, poolSize, applicationName, Client: HeardClient })).initialize();
}

/** The pg pool that TypeORM made. It can name its statements, which doubles the engine's throughput. */
export function poolOf(dataSource: DataSource): Pool {
  return (dataSource.driver as unknown as { master: Pool }).master;
}
