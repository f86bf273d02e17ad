import { createRedisBackend, Queue, setDefaultBackendFactory } from 'bullmq';
import type { QueueOptions } from 'bullmq';
import type { Config } from '../config/env.ts';
import { postgresBackend } from './postgres-backend.ts';

/** The doorbells. A job carries no data: it says "look now", and PostgreSQL says at what. */
export const QUEUES = { timers: 'timers', effects: 'effects' } as const;
export type QueueName = keyof typeof QUEUES;

type Servers = Pick<Config, 'redisUrl' | 'databaseUrl'>;

/** A server that takes longer to answer a ring is not there. @unit milliseconds */
const RING_TIMEOUT_MS = 2_000;
/** How long until the next look for a Redis that went away, at most. @unit milliseconds */
const LONGEST_RETRY_MS = 2_000;

/**
 * What a worker listens with, on Redis if there is one, else on PostgreSQL. It waits for a server that is away as long
 * as it takes. Must be called before the workers are built, since they take the backend that is set for the process.
 */
export function listeningOptions(servers: Servers): QueueOptions {
  if (servers.redisUrl === undefined) {
    setDefaultBackendFactory(postgresBackend as never);
    return onPostgres(servers);
  }
  setDefaultBackendFactory();
  return { connection: { url: servers.redisUrl, maxRetriesPerRequest: null, retryStrategy } };
}

/**
 * What the doorbell rings with. It fails at once when the server is away and keeps nothing for later: a ring may be
 * lost, but no request may wait for one, and an outage must not fill the memory.
 */
export function openQueue(name: QueueName, servers: Servers): Queue {
  if (servers.redisUrl === undefined) return new Queue(name, onPostgres(servers), postgresBackend as never);
  const connection = {
    url: servers.redisUrl,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: RING_TIMEOUT_MS,
    retryStrategy,
  };
  const atOnce = { skipWaitingForReady: true, skipVersionCheck: true, skipMetasUpdate: true };
  return new Queue(name, { connection, ...atOnce }, createRedisBackend);
}

function onPostgres({ databaseUrl }: Servers): QueueOptions {
  return { connection: { connectionString: databaseUrl } };
}

function retryStrategy(times: number): number {
  return Math.min(times * 200, LONGEST_RETRY_MS);
}
