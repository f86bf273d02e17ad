import { migrate, readCommandConfig } from '@huiyin/platform';
import { Fault } from '@huiyin/tools/fault';
import { reachDatabase } from '@huiyin/tools/start/reach';
import { say } from '../say.ts';

/** How long a database that is being started is waited for. */
const PATIENCE_SECONDS = 30;

/** Brings the schema up to date. It may run beside others of its kind. @throws Fault */
export async function bringUpToDate(): Promise<void> {
  const { databaseUrl } = readCommandConfig();
  if (databaseUrl === undefined)
    throw new Fault('DATABASE_URL names the database to migrate, and is not set. (npm start migrates by itself.)');
  await reachDatabase(databaseUrl, { seconds: PATIENCE_SECONDS, say });
  await migrate({ databaseUrl });
  say('The database is up to date.');
}
