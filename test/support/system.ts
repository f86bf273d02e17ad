import { createLogger, readConfig, seedDemo } from '@huiyin/platform';
import { createApi } from '../../apps/api/src/app.ts';
import { createWorker } from '../../apps/worker/src/worker.ts';
import { Client } from './client.ts';
import { ownDatabase } from './own-database.ts';

interface Options {
  /** BullMQ on this Redis; on PostgreSQL when left out. */
  readonly redisUrl?: string;
  readonly clock?: 'system' | 'virtual';
  readonly workers?: number;
  /** Township, accounts and the thirty petitions; `false` leaves the database empty. */
  readonly seed?: boolean;
  /** A database of an earlier system, to start a second one on it. */
  readonly databaseUrl?: string;
  readonly env?: Readonly<Record<string, string>>;
}

type App = Awaited<ReturnType<typeof createApi>>;

/** The real thing in this process: one API on a port of its own, as many workers as asked for, a database of its own. */
export async function startSystem({
  redisUrl,
  clock = 'virtual',
  workers = 1,
  seed = true,
  databaseUrl,
  env,
}: Options = {}) {
  const database =
    databaseUrl === undefined ? await ownDatabase() : { url: databaseUrl, drop: () => Promise.resolve() };
  const config = readConfig({
    NODE_ENV: 'test',
    DATABASE_URL: database.url,
    ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
    HUIYIN_CLOCK: clock,
    HUIYIN_DATABASE_POOL: '6',
    HUIYIN_SWEEP_SECONDS: '1',
    ...env,
  });
  const logger = createLogger('test', 'silent');
  if (seed)
    await seedDemo({ databaseUrl: database.url, folder: new URL('../../examples/township/', import.meta.url), clock });
  const api = await createApi(config, logger);
  await api.listen(0, '127.0.0.1');
  const running: App[] = [];
  const startWorker = async (): Promise<App> => {
    const worker = await createWorker(config, logger);
    await worker.listen(0, '127.0.0.1');
    running.push(worker);
    return worker;
  };
  for (let n = 0; n < workers; n++) await startWorker();
  const url = await api.getUrl();
  return {
    url,
    config,
    databaseUrl: database.url,
    client: new Client(url),
    api,
    workers: running,
    startWorker,
    async stop(): Promise<void> {
      await Promise.all(running.map((worker) => worker.close()));
      await api.close();
      await database.drop();
    },
  };
}

export type System = Awaited<ReturnType<typeof startSystem>>;
