import { assertSchemaCompatibility, DEFAULT_SCHEMA, PostgresConnection, PostgresQueueBackend } from 'bullmq';
import type { BackendFactory } from 'bullmq';
import pg from 'pg';
import { CONNECT_WITHIN_MS } from '../data/database.ts';
import { HeardClient } from '../data/heard-client.ts';

/** Connections of one queue or worker: one that listens, two that ask. */
const CONNECTIONS = 3;

/** BullMQ's backend on PostgreSQL, with connections that outlive whatever happens to the server. */
export const postgresBackend: BackendFactory<PostgresQueueBackend, { connectionString: string }> = (
  name,
  options,
  kind,
) => {
  const connection = new LastingConnection(options.connection.connectionString);
  // The name by which BullMQ finds who listens to a queue.
  const listener = kind?.withBlockingConnection === true ? name : undefined;
  return new PostgresQueueBackend(connection, name, { ...options, connection: connection.pool }, true, listener);
};

/**
 * Lends BullMQ a pool of ours, since the connections it opens itself are not heard while they are being lent out: losing
 * one in that moment would end the process.
 */
class LastingConnection extends PostgresConnection {
  private readonly ours: pg.Pool;
  private isReady: Promise<void> | undefined;
  private isClosed: Promise<void> | undefined;

  constructor(connectionString: string) {
    const pool = new pg.Pool({
      connectionString,
      Client: HeardClient,
      max: CONNECTIONS,
      connectionTimeoutMillis: CONNECT_WITHIN_MS,
      keepAlive: true,
      options: `-c search_path=${DEFAULT_SCHEMA}`, // as BullMQ sets it for pools of its own
    });
    super(pool as never); // a pool by BullMQ's own test, though not by its types
    this.ours = pool;
  }

  /** Looks again after a failure. BullMQ would keep the first for ever, and ask for it without a pause. */
  override waitUntilReady(): Promise<void> {
    this.isReady ??= this.look().catch((error: unknown) => {
      this.isReady = undefined;
      throw error;
    });
    return this.isReady;
  }

  private async look(): Promise<void> {
    const client = await this.ours.connect();
    try {
      await assertSchemaCompatibility(client, this.schema);
    } finally {
      client.release();
    }
  }

  /** Ends the pool as well, which BullMQ leaves open since it was given. */
  override close(): Promise<void> {
    this.isClosed ??= super.close().then(() => this.ours.end());
    return this.isClosed;
  }
}
