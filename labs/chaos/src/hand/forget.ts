import { Redis } from 'ioredis';
import { Client } from 'pg';
import type { Addresses } from '../system/messages.ts';

/** @unit milliseconds */
const PATIENCE_MS = 2_000;

const TABLES = `
  SELECT format('bullmq.%I', tablename) AS name FROM pg_tables WHERE schemaname = 'bullmq' AND tablename <> 'migration'`;

/** Makes the queue forget everything it knew. @returns false when its server is not there */
export async function forget({ redisUrl, databaseUrl }: Addresses): Promise<boolean> {
  try {
    await (redisUrl === undefined ? empty(databaseUrl) : flush(redisUrl));
    return true;
  } catch {
    return false;
  }
}

async function flush(redisUrl: string): Promise<void> {
  const client = new Redis(redisUrl, {
    lazyConnect: true,
    connectTimeout: PATIENCE_MS,
    commandTimeout: PATIENCE_MS,
    retryStrategy: () => null,
  });
  client.on('error', () => {}); // told by the rejected command
  try {
    await client.flushall();
  } finally {
    client.disconnect();
  }
}

async function empty(databaseUrl: string): Promise<void> {
  const client = new Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: PATIENCE_MS,
  });
  client.on('error', () => {}); // told by the rejected query
  try {
    await client.connect();
    const { rows } = await client.query<{ name: string }>(TABLES);
    for (const { name } of rows) await client.query(`DELETE FROM ${name}`);
  } finally {
    await client.end().catch(() => {});
  }
}
