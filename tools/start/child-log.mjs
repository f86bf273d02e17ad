// A child's output goes to its log file; only what somebody has to know goes to the console.
import { createWriteStream } from 'node:fs';
import { rename, stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';

const warning = 40; // of pino's levels
const names = { warn: 40, error: 50, fatal: 60 };

/** Opens a log file to append to. One that has grown large makes room once, as `….log.1`. */
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
 * @param {(text: string) => void} onNotice gets warnings and errors of the structured log
 * @param {(text: string) => void} onStray gets lines that are not of the log, as a crash leaves them
 */
export function followChild(child, file, onNotice, onStray) {
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      file.write(`${line}\n`);
      const entry = parse(line);
      if (!entry) onStray(line);
      else if ((names[entry.level] ?? entry.level) >= warning) onNotice(summary(entry));
    });
  }
}

function parse(line) {
  try {
    const entry = JSON.parse(line);
    return typeof entry === 'object' ? entry : null;
  } catch {
    return null;
  }
}

function summary({ msg, message, err, error }) {
  const text = msg ?? message ?? '';
  const cause = err?.message ?? error?.message ?? '';
  return cause && !text.includes(cause) ? `${text} (${cause})` : text;
}
