// Before anything is started: are the servers we were given there, and do they let us in?
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { Fault } from '../fault.mjs';

/**
 * Where somebody on this machine finds what listens at a host (HOST): every address of the machine, or one.
 * @param {string} host
 * @param {number} port
 */
export function addressAt(host, port) {
  if (['0.0.0.0', '::'].includes(host)) return `http://127.0.0.1:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** What may pass by itself: the server is starting, or its name is not known yet. */
const worthWaiting = ['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', '57P03'];

/**
 * Resolves when the database takes connections.
 * @param {string} url
 * @param {{ seconds: number, say: (message: string) => void, signal?: AbortSignal }} options
 * @throws Fault when it does not within the seconds, or refuses us
 */
export async function reachDatabase(url, { seconds, say, signal }) {
  const latest = Date.now() + seconds * 1000;
  for (let tries = 0; ; tries += 1) {
    const error = await tryDatabase(url);
    if (!error) return;
    if (!worthWaiting.includes(error.code ?? '') || Date.now() > latest) {
      throw new Fault(`The database at ${withoutPassword(url)} (DATABASE_URL) cannot be used: ${reason(error)}`);
    }
    if (tries === 0) say(`waiting for the database at ${withoutPassword(url)} …`);
    await sleep(300, null, signal && { signal });
  }
}

/**
 * @param {string} url
 * @returns {Promise<NodeJS.ErrnoException | null>} why it cannot be used; null when it can
 */
async function tryDatabase(url) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return null;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error);
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * Resolves when something listens where Redis should be.
 * @param {string} url
 * @throws Fault when nothing does
 */
export async function reachRedis(url) {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 6379), timeout: 5_000 });
  try {
    await new Promise((resolve, reject) => {
      socket.once('connect', resolve).once('error', reject);
      socket.once('timeout', () => reject(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })));
    });
  } catch (error) {
    const cause = /** @type {NodeJS.ErrnoException} */ (error);
    throw new Fault(`Redis at ${withoutPassword(url)} (REDIS_URL) cannot be used: ${reason(cause)}`);
  } finally {
    socket.destroy();
  }
}

/** @type {Readonly<Record<string, string>>} */
const words = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'the host name is not known',
  EAI_AGAIN: 'the host name cannot be looked up',
  ETIMEDOUT: 'it does not answer',
};

/** @param {NodeJS.ErrnoException} error */
const reason = ({ code, message }) => words[code ?? ''] ?? message;

/** @param {string} url */
function withoutPassword(url) {
  const shown = new URL(url);
  shown.password = '';
  return shown.href;
}
