// A child's output goes to its log file; only what somebody has to know goes to the console.
import { createWriteStream } from 'node:fs';
import { rename, stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';

const WARNING = 40; // of pino's levels

/** @type {Readonly<Record<string, number>>} */
const levels = { warn: 40, error: 50, fatal: 60 };

/**
 * A line of the structured log, as far as it is read here.
 * @typedef {object} Entry
 * @property {number | string} [level]
 * @property {string} [msg]
 * @property {string} [message]
 * @property {{ message?: string }} [err]
 * @property {{ message?: string }} [error]
 */

/**
 * Opens a log file to append to. One that has grown large makes room once, as `….log.1`.
 * @param {string} path
 * @param {number} [largest] in bytes
 * @returns {Promise<import('node:fs').WriteStream>}
 */
export async function openLog(path, largest = 20 * 1024 * 1024) {
  const size = await stat(path).then(
    (entry) => entry.size,
    () => 0,
  );
  if (size > largest) await rename(path, `${path}.1`);
  const file = createWriteStream(path, { flags: 'a' });
  await new Promise((resolve, reject) => file.once('open', resolve).once('error', reject));
  return file;
}

/**
 * Copies the child's lines to the file.
 * @param {import('node:child_process').ChildProcess} child
 * @param {import('node:fs').WriteStream} file
 * @param {(text: string) => void} onNotice gets warnings and errors of the structured log
 * @param {(line: string) => void} onStray gets lines that are not of the log, as a crash leaves them
 */
export function followChild(child, file, onNotice, onStray) {
  for (const input of [child.stdout, child.stderr]) {
    if (!input) continue;
    createInterface({ input }).on('line', (line) => {
      file.write(`${line}\n`);
      const entry = parse(line);
      if (!entry) onStray(line);
      else if (levelOf(entry) >= WARNING) onNotice(summary(entry));
    });
  }
}

/**
 * @param {string} line
 * @returns {Entry | null}
 */
function parse(line) {
  try {
    /** @type {unknown} */
    const entry = JSON.parse(line);
    return typeof entry === 'object' ? entry : null;
  } catch {
    return null;
  }
}

/** @param {Entry} entry */
function levelOf({ level = 0 }) {
  return typeof level === 'number' ? level : (levels[level] ?? 0);
}

/** @param {Entry} entry */
function summary({ msg, message, err, error }) {
  const text = msg ?? message ?? '';
  const cause = err?.message ?? error?.message ?? '';
  return cause && !text.includes(cause) ? `${text} (${cause})` : text;
}
