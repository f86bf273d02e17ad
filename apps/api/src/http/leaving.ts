import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Aborted when the caller leaves before the answer is whole; at once for one who has left already. The connection is asked:
 * a request counts as closed as soon as its body is read, and an answer that waits for its turn does not hear of the end.
 */
export function leaving({ raw: { socket } }: FastifyRequest, { raw: answer }: FastifyReply): AbortSignal {
  const left = new AbortController();
  const leave = () => left.abort();
  if (socket.destroyed) leave();
  socket.once('close', leave);
  answer.once('finish', () => socket.off('close', leave));
  return left.signal;
}
