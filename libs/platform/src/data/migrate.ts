import { runMigrations } from 'bullmq';
import type { DataSource } from 'typeorm';
import { inTransaction } from '@huiyin/workflow';
import { openDatabase, poolOf } from './database.ts';

/** Any number will do, as long as every migrating process takes the same. */
const MIGRATION_LOCK = 7_203_011;

/** Brings the schema, and BullMQ's own schema beside it, to the version of this program. Safe to run side by side and again. */
export async function migrate({ databaseUrl }: { databaseUrl: string }): Promise<void> {
  const dataSource = await openDatabase(databaseUrl, { poolSize: 3, applicationName: 'huiyin-migrate' });
  try {
    await underLock(dataSource, async () => {
      await dataSource.runMigrations();
      const client = await poolOf(dataSource).connect();
      try {
        await runMigrations(client);
      } finally {
        client.release();
      }
    });
  } finally {
    await dataSource.destroy();
  }
}

/** Whether every migration of this program has been run. */
export async function isMigrated(dataSource: DataSource): Promise<boolean> {
  return !(await dataSource.showMigrations());
}

async function underLock(dataSource: DataSource, work: () => Promise<void>): Promise<void> {
  await inTransaction(poolOf(dataSource), async (db) => {
    await db.query('SET LOCAL lock_timeout = 0');
    await db.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    await work();
  });
}
