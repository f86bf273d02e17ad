// Before anything is started: are the servers we were given there, and do they let us in?
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { Fault } from '../fault.mjs';

/** Where somebody on this machine finds what listens at a host (HOST): every address of the machine, or one. */
export function addressAt(host, port) {
  if (['0.0.0.0', '::'].includes(host)) return `http://127.0.0.1:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

const worthWaiting = ['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', '57P03'];

/**
 * Resolves when the database takes connections; a Fault when it does not within the seconds, or refuses us.
 * @param {string} url
 * @param {{ seconds: number, say: (message: string) => void, signal?: AbortSignal }} options
 */
export async function reachDatabase(url, { seconds, say, signal }) {
  const latest = Date.now() + seconds * 1000;
  for (let tries = 0; ; tries += 1) {
    const error = await tryDatabase(url);
    if (!error) return;
    if (!worthWaiting.includes(error.code) || Date.now() > latest) {
      throw new Fault(`The database at ${withoutPassword(url)} (DATABASE_URL) cannot be used: ${reason(error)}`);
    }
    if (tries === 0) say(`waiting for the database at ${withoutPassword(url)} …`);
    await sleep(300, null, { signal });
  }
}

async function tryDatabase(url) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return null;
  } catch (error) {
    return error;
  } finally {
    await client.end().catch(() => {});
  }
}

/** Resolves when something listens where Redis should be. */
export async function reachRedis(url) {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 6379), timeout: 5_000 });
  try {
    await new Promise((resolve, reject) => {
      socket.once('connect', resolve).once('error', reject);
      socket.once('timeout', () => reject(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })));
    });
  } catch (error) {
    throw new Fault(`Redis at ${withoutPassword(url)} (REDIS_URL) cannot be used: ${reason(error)}`);
  } finally {
    socket.destroy();
  }
}

const words = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'the host name is not known',
  EAI_AGAIN: 'the host name cannot be looked up',
  ETIMEDOUT: 'it does not answer',
};

const reason = (error) => words[error.code] ?? error.message;

function withoutPassword(url) {
  const shown = new URL(url);
  shown.password = '';
  return shown.href;
}
