// What a person sees when a command cannot do its work, or a program does not start.

/**
 * Something the person at the keyboard can put right: told in words, never as a stack trace. A command runs before anything is
 * built, so it cannot extend the errors of the libraries (libs/domain/README.md), and has what they have in common.
 */
export class Fault extends Error {
  code = 'FAULT';
  /** @readonly */
  verdict = /** @type {const} */ ('reject');
  exitCode = 1;
}

/** The command was called in a way it does not understand: told together with how it is called. */
export class Misuse extends Fault {
  /** @override */
  exitCode = 2;

  /**
   * @param {string} usage
   * @param {string} [message]
   */
  constructor(usage, message) {
    super(message ? `${message}\n${usage}` : usage);
  }
}

/** Not a fault: somebody asked how the command is called. */
export class Help extends Error {}

/** @type {Readonly<Record<string, string>>} */
const inWords = {
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EMFILE: 'too many open files',
};

/** What PostgreSQL and the way to it say: a table or a column is missing; nobody answers, or not to us. */
const behind = ['42P01', '42703'];
const unreachable = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', '28P01', '28000', '3D000', '57P03'];

const missing = ['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND'];

/**
 * The message for an error: words where the cause is foreseeable, as it is of whatever was thrown on purpose (it has a
 * verdict), the whole stack where it is not.
 * @param {unknown} error
 * @returns {string}
 */
export function explain(error) {
  /** @type {Partial<NodeJS.ErrnoException> & { verdict?: unknown, port?: number }} */
  const { code = '', message = '', stack, syscall, path, port, verdict } = Object(error);
  if (typeof verdict === 'string') return message;
  if (missing.includes(code) && /\bpackage\b|node_modules/.test(message)) {
    return `${message.split(/ imported from|\n/)[0]}. Install the packages first: npm ci`;
  }
  if (behind.includes(code)) {
    return `The database is not up to date with this program (${message}). Bring it up to date: npm run migrate`;
  }
  if (unreachable.includes(code)) return `The database cannot be used: ${message === '' ? code : message}`;
  if (port !== undefined && code === 'EADDRINUSE') {
    return `port ${port} is taken: choose another (PORT, of a worker WORKER_PORT)`;
  }
  if (port !== undefined && code === 'EACCES') return `port ${port} may not be used: choose one above 1023`;
  const words = inWords[code];
  if (words && path) return `${capital(words)}: ${syscall} ${path}`;
  return stack ?? String(error);
}

/**
 * Runs the work of a command. When it fails, says why and sets the exit code: 2 for a wrong call, else 1.
 * @param {() => Promise<unknown>} work
 */
export async function command(work) {
  try {
    await work();
  } catch (error) {
    if (error instanceof Help) return console.log(error.message);
    console.error(`\n✗ ${explain(error)}\n`);
    process.exitCode = error instanceof Fault ? error.exitCode : 1;
  }
}

/** @param {string} text */
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
