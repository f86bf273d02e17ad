import { createServer } from 'node:net';

/** A port nobody listens on at the moment. */
export async function freePort() {
  return listenOnce(0, '127.0.0.1');
}

/** The first free port from the wanted one upwards. */
export async function nextFreePort(wanted, tries = 100) {
  for (let port = wanted; port < wanted + tries; port += 1) if (await isFree(port)) return port;
  return freePort();
}

/** Asked on all addresses and on loopback: some systems let two programs listen on one port with different addresses. */
export async function isFree(port) {
  try {
    for (const host of [undefined, '127.0.0.1']) await listenOnce(port, host);
    return true;
  } catch (error) {
    if (error.code === 'EADDRINUSE') return false;
    throw error;
  }
}

function listenOnce(port, host) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => {
      const chosen = server.address().port;
      server.close(() => resolve(chosen));
    });
  });
}
