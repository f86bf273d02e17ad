// A preview as a file: a line about the whole, then one for each clock, as JSON.
import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Fault } from '../fault.mjs';

export async function writeMoves(file, about, moves) {
  const lines = [about, ...moves].map((each) => JSON.stringify(each));
  await writeFile(file, `${lines.join('\n')}\n`, { flag: 'wx' });
}

/** @throws Fault when it is no preview */
export async function readMoves(file) {
  try {
    const lines = [];
    for await (const line of createInterface({ input: createReadStream(file) })) lines.push(JSON.parse(line));
    const [about, ...moves] = lines;
    if (typeof about?.calendar === 'string' && about.at && moves.every((move) => move.case && move.clock))
      return { ...about, moves };
  } catch (error) {
    if (error.code) throw new Fault(`${file} cannot be read: ${error.message}`);
  }
  throw new Fault(`${file} is no preview of npm run calendar.`);
}
