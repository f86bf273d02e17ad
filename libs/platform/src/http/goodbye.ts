import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** A request that takes longer than this after a stop is cut off: a program promises to stop within 10 s. @unit milliseconds */
const PATIENCE_MS = 5_000;

/**
 * Lets no connection hold up a stop. Node ends those that are between two requests; left to us are those of running
 * requests, which their answers end, and those that never asked anything, as browsers open them in advance.
 */
export function endConnectionsAtStop(fastify: FastifyInstance): void {
  const server = fastify.server;
  const silent = new Set<Socket>();
  let isStopping = false;
  server.on('connection', (socket) => {
    if (isStopping) socket.destroy();
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  server.on('request', ({ socket }) => silent.delete(socket));
  fastify.addHook('preClose', (done) => {
    isStopping = true;
    for (const socket of silent) socket.destroy();
    setTimeout(() => server.closeAllConnections(), PATIENCE_MS).unref();
    done();
  });
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    if (isStopping) void reply.header('connection', 'close');
    done();
  });
}
