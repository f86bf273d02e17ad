import { createConnection } from 'node:net';
import pg from 'pg';

/** @unit milliseconds */
const PATIENCE_MS = 2_000;

const TABLES = `
  SELECT format('bullmq.%I', tablename) AS name FROM pg_tables WHERE schemaname = 'bullmq' AND tablename <> 'migration'`;

/** Makes the queue forget everything it knew. @returns {Promise<boolean>} false when its server is not there */
export async function forget({ redisUrl, databaseUrl }) {
  try {
    await (redisUrl ? flush(new URL(redisUrl)) : empty(databaseUrl));
    return true;
  } catch {
    return false;
  }
}

function flush({ hostname, port }) {
  return new Promise((resolve, reject) => {
    const socket = createConnection({ host: hostname, port: Number(port), timeout: PATIENCE_MS });
    socket.once('connect', () => socket.write('FLUSHALL\r\n'));
    socket.once('data', (answer) => (String(answer).startsWith('+OK') ? resolve() : reject(new Error(String(answer)))));
    socket.once('error', reject).once('timeout', () => reject(new Error('no answer')));
    socket.once('close', () => reject(new Error('no answer')));
    for (const event of ['data', 'timeout']) socket.once(event, () => socket.destroy());
  });
}

async function empty(databaseUrl) {
  const client = new pg.Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: PATIENCE_MS,
  });
  client.on('error', () => {}); // told by the rejected query
  try {
    await client.connect();
    const { rows } = await client.query(TABLES);
    for (const { name } of rows) await client.query(`DELETE FROM ${name}`);
  } finally {
    await client.end().catch(() => {});
  }
}
