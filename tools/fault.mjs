// What a person sees when a command cannot do its work.

/** Something the person at the keyboard can put right: told in words, never as a stack trace. */
export class Fault extends Error {
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

/** What PostgreSQL and the way to it say: nobody answers, or not to us. */
const unreachable = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', '28P01', '28000', '3D000'];

const missing = ['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND'];

/**
 * The message for an error: words where the cause is foreseeable, the whole stack where it is not.
 * @param {unknown} error
 * @returns {string}
 */
export function explain(error) {
  if (error instanceof Fault) return error.message;
  /** @type {Partial<NodeJS.ErrnoException>} */
  const { code = '', message = '', stack, syscall, path } = Object(error);
  if (missing.includes(code) && /\bpackage\b|node_modules/.test(message)) {
    return `${message.split(/ imported from|\n/)[0]}. Install the packages first: npm ci`;
  }
  if (unreachable.includes(code)) return `The database cannot be used: ${message === '' ? code : message}`;
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
