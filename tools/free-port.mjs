import { createServer } from 'node:net';

/** A port on which nobody listens at the moment. */
export async function freePort() {
  return listenOnce(0, '127.0.0.1');
}

/**
 * The first free port from the wanted one upwards; any, where all of the next hundred are taken.
 * @param {number} wanted
 */
export async function nextFreePort(wanted) {
  for (let port = wanted; port < wanted + 100; port += 1) if (await isFree(port)) return port;
  return freePort();
}

/**
 * Asked on all addresses and on loopback: some systems let two programs listen on one port with different addresses.
 * @param {number} port
 * @throws what the system says, where it is not that somebody listens: EACCES
 */
export async function isFree(port) {
  try {
    for (const host of [undefined, '127.0.0.1']) await listenOnce(port, host);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EADDRINUSE') return false;
    throw error;
  }
}

/**
 * @param {number} port 0 for any
 * @param {string | undefined} host
 * @returns {Promise<number>} the port
 */
function listenOnce(port, host) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => {
      const chosen = /** @type {import('node:net').AddressInfo} */ (server.address()).port;
      server.close(() => resolve(chosen));
    });
  });
}
