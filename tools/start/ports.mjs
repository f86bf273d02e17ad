import { Fault } from '../fault.mjs';
import { freePort, isFree, nextFreePort } from '../free-port.mjs';

const usual = 3000;

/**
 * The API's port: the one that was asked for, or refusal; else the usual one or the next free one.
 * @param {number | undefined} wanted
 * @returns {Promise<{ port: number, moved: boolean }>}
 * @throws Fault
 */
export async function apiPort(wanted) {
  if (wanted !== undefined) return { port: await claim('PORT', wanted), moved: false };
  const port = await nextFreePort(usual);
  return { port, moved: port !== usual };
}

/**
 * The worker's port, where only its health and metrics are to be had: any will do, unless one was asked for.
 * @param {number | undefined} wanted
 * @throws Fault
 */
export const workerPort = (wanted = 0) => claim('WORKER_PORT', wanted);

/**
 * The port, if nobody listens on it and we may; 0 stands for any free one.
 * @param {'PORT' | 'WORKER_PORT'} variable
 * @param {number} port
 */
async function claim(variable, port) {
  if (port === 0) return freePort();
  const free = await isFree(port).catch((/** @type {NodeJS.ErrnoException} */ error) => {
    throw new Fault(`Port ${port} (${variable}) cannot be used: ${error.code}. Choose one above 1023.`);
  });
  if (free) return port;
  const other = await nextFreePort(port + 1);
  throw new Fault(
    `Port ${port} (${variable}) is taken. Choose another, say ${variable}=${other}, or leave ${variable} unset.`,
  );
}
