/**
 * What PostgreSQL cannot do just now and could a moment later: others `held` what a statement needs, or crossed its way, or the
 * server is `away`. Nothing is wrong with what was asked of it.
 */
export type Passing = 'held' | 'away';

/** SQLSTATE of a statement that waited too long for what another holds. */
const LOCK_TIMEOUT = '55P03';

/** Besides: the one of two that waited for each other which was ended, and the one that two at once could not be had with. */
const HELD = [LOCK_TIMEOUT, '40P01', '40001'];

/** SQLSTATEs: the connection, a database that is not there, too many connections, a server that stops or starts. */
const UNSERVED = /^(?:08\w{3}|3D000|53300|57P0[1-5])$/;

/** What the network says of a server that cannot be reached. */
const UNREACHED = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND', 'EAI_AGAIN'];

/** What `pg` and its pool say in words alone. */
const IN_WORDS = [
  'timeout exceeded when trying to connect', // every connection of the pool is held
  'Connection terminated', // and why
  'Client has encountered a connection error and is not queryable',
];

/**
 * Whether an error says so, and which of the two.
 * @param error of something that asks PostgreSQL alone: what the network says could be any server's
 */
export function passing(error: unknown): Passing | undefined {
  const { code, message } = Object(error) as { readonly code?: unknown; readonly message?: unknown };
  if (HELD.includes(String(code))) return 'held';
  if (UNREACHED.includes(String(code)) || UNSERVED.test(String(code))) return 'away';
  return IN_WORDS.some((words) => String(message).startsWith(words)) ? 'away' : undefined;
}

/** Whether PostgreSQL has refused a statement, which then did nothing, and the connection goes on. */
export function isRefused(error: unknown): boolean {
  return error instanceof Error && 'severity' in error && error.severity === 'ERROR';
}

export function isLockTimeout(error: unknown): error is Error & { readonly where?: string } {
  return error instanceof Error && 'code' in error && error.code === LOCK_TIMEOUT;
}

/**
 * Whether a statement waited for a key of this table, which another is about to write. PostgreSQL names the index that the
 * row was to go into, or with ON CONFLICT the table; of a row that was to be changed it names the row's own table.
 */
export function waitedForKeyOf(table: string, error: unknown): boolean {
  return isLockTimeout(error) && new RegExp(`\\b${table}(?:_pkey)?\\b`).test(error.where ?? '');
}
