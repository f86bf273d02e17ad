// What a person sees when a command cannot do its work.

/** Something the person at the keyboard can put right: told in words, never as a stack trace. */
export class Fault extends Error {}

const inWords = {
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EMFILE: 'too many open files',
};

const missing = ['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND'];

/** The message for an error: words where the cause is foreseeable, the whole stack where it is not. */
export function explain(error) {
  if (error instanceof Fault) return error.message;
  if (missing.includes(error?.code) && /\bpackage\b|node_modules/.test(error.message)) {
    return `${error.message.split(/ imported from|\n/)[0]}. Install the packages first: npm ci`;
  }
  const words = inWords[error?.code];
  if (words && error.path) return `${capital(words)}: ${error.syscall} ${error.path}`;
  return error?.stack ?? String(error);
}

/** Runs the work of a command. When it fails, says why and sets exit code 1. */
export async function command(work) {
  try {
    await work();
  } catch (error) {
    console.error(`\n✗ ${explain(error)}\n`);
    process.exitCode = 1;
  }
}

const capital = (text) => text[0].toUpperCase() + text.slice(1);
