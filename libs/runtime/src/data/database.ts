import { dataSourceOptions } from '@huiyin/domain/entities';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';

/** Opens the database. Entities, reads and migrations go through TypeORM; the engine's statements through the pool under it. */
export async function openDatabase(
  url: string,
  { poolSize = 12, applicationName = 'huiyin' } = {},
): Promise<DataSource> {
  const dataSource = await new DataSource(dataSourceOptions({ url, poolSize, applicationName })).initialize();
  hearLosses(poolOf(dataSource));
  return dataSource;
}

/**
 * A connection that is lost says so by an event, and an event that nobody hears ends the process. The pool hears those of
 * idle connections; of one that is lent out, its borrower would have to from the first moment. Statements fail in any case.
 */
function hearLosses(pool: Pool): void {
  const heard = (): void => undefined;
  pool.on('acquire', (client) => client.on('error', heard));
  pool.on('release', (_error, client) => client.off('error', heard));
}

/** The pg pool that TypeORM made. It can name its statements, which doubles the engine's throughput. */
export function poolOf(dataSource: DataSource): Pool {
  return (dataSource.driver as unknown as { master: Pool }).master;
}
