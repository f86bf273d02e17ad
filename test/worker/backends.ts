import { Redis } from 'ioredis';
import { describeWithRedis, ownRedis, type OwnRedis } from '../support/redis.ts';
import { startSystem, type System } from '../support/system.ts';
import { query } from './world.ts';

/** Where the queue lives, and how to make it forget. */
export interface Backend {
  /** Undefined: on the system's own PostgreSQL. */
  redisUrl(): string | undefined;
  /** Everything BullMQ knew is gone, as after FLUSHALL. */
  forget(databaseUrl: string): Promise<void>;
  /** Jobs of both queues, in whatever state. */
  jobs(databaseUrl: string): Promise<number>;
}

export type Options = NonNullable<Parameters<typeof startSystem>[0]>;

/** A system on a database that is there already. */
export function startOn(backend: Backend, options: Options & { readonly databaseUrl: string }): Promise<System> {
  const redisUrl = backend.redisUrl();
  return startSystem({ seed: false, ...(redisUrl === undefined ? {} : { redisUrl }), ...options });
}

/** The same suite twice: with the queue on PostgreSQL, and on a Redis of its own. */
export function onBothBackends(suite: (backend: Backend) => void): void {
  describe('queue on PostgreSQL', () => suite(onPostgres));
  describeWithRedis('queue on Redis', () => {
    let redis: OwnRedis;
    beforeAll(async () => (redis = await ownRedis()));
    suite({
      redisUrl: () => redis.url,
      forget: () => redis.flush(),
      jobs: () => countOnRedis(redis.url),
    });
    afterAll(() => redis.drop()); // hooks run in the order they are written in
  });
}

const onPostgres: Backend = {
  redisUrl: () => undefined,
  async forget(databaseUrl) {
    const tables = await query<{ name: string }>(
      databaseUrl,
      `SELECT format('bullmq.%I', tablename) AS name FROM pg_tables WHERE schemaname = 'bullmq' AND tablename <> 'migration'`,
    );
    for (const { name } of tables) await query(databaseUrl, `DELETE FROM ${name}`);
  },
  async jobs(databaseUrl) {
    const [row] = await query<{ n: number }>(databaseUrl, 'SELECT count(*)::int AS n FROM bullmq.job');
    return row?.n ?? 0;
  },
};

async function countOnRedis(url: string): Promise<number> {
  const redis = new Redis(url);
  try {
    return (await redis.keys('bull:*:ring-*')).length;
  } finally {
    redis.disconnect();
  }
}
