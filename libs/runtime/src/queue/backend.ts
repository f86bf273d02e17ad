import { createPostgresBackend, setDefaultBackendFactory } from 'bullmq';
import type { QueueOptions } from 'bullmq';
import type { Config } from '../config/env.ts';

/** The doorbells. A job carries no data: it says "look now", and PostgreSQL says at what. */
export const QUEUES = { timers: 'timers', effects: 'effects' } as const;

/** Connections of one queue or worker to the PostgreSQL backend, besides the one that listens. */
const QUEUE_POOL = 2;

/**
 * Where BullMQ keeps its jobs: Redis if there is one, else PostgreSQL. Must be called before the first queue is built,
 * since BullMQ keeps the choice of a backend for the whole process.
 */
export function queueOptions(config: Pick<Config, 'redisUrl' | 'databaseUrl'>): QueueOptions {
  if (config.redisUrl === undefined) {
    setDefaultBackendFactory(createPostgresBackend as never);
    const connection = { connectionString: config.databaseUrl, max: QUEUE_POOL, skipMigrations: true };
    return { connection: connection as never };
  }
  setDefaultBackendFactory();
  return { connection: { url: config.redisUrl, maxRetriesPerRequest: null } };
}
