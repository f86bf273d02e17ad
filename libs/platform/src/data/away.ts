/**
 * How long a program that serves waits for a connection, one that is made or one that others hold, before it says that the
 * database is away. @unit milliseconds
 */
export const CONNECT_WITHIN_MS = 10_000;

/** What `pg` and its pool say in words alone. */
const IN_WORDS = [
  'timeout exceeded when trying to connect', // every connection of the pool is held
  'Connection terminated', // and why
  'Client has encountered a connection error and is not queryable',
];

/** What the network says of a server that cannot be reached. */
const UNREACHED = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND', 'EAI_AGAIN'];

/**
 * SQLSTATEs: the connection, a database that is not there, too many connections, a row that another writer held for too
 * long, a server that stops or starts.
 */
const UNSERVED = /^(?:08\w{3}|3D000|53300|55P03|57P0[1-5])$/;

/** Whether an error says that the database could not serve, and not that anything is wrong with what was asked of it. */
export function isDatabaseAway(error: unknown): boolean {
  const { code, message } = Object(error) as { readonly code?: unknown; readonly message?: unknown };
  if (UNREACHED.includes(String(code)) || UNSERVED.test(String(code))) return true;
  return IN_WORDS.some((words) => String(message).startsWith(words));
}
