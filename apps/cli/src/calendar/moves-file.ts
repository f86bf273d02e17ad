// A preview as a file: a line about the whole, then one for each clock, as JSON.
import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { CaseMove } from '@huiyin/office';
import { Fault } from '@huiyin/tools/fault';

/** What a preview says of the whole. */
interface About {
  /** Version of the calendar. */
  readonly calendar: string;
  /** Open cases that count with another. */
  readonly cases: number;
  /** When it was made, by the legal clock. */
  readonly at: string;
}

export interface Preview extends About {
  readonly moves: readonly CaseMove[];
}

/** @throws where the file is there already */
export async function writeMoves(file: string, { moves, ...about }: Preview): Promise<void> {
  const lines = [about, ...moves].map((each) => JSON.stringify(each));
  await writeFile(file, `${lines.join('\n')}\n`, { flag: 'wx' });
}

/** @throws Fault when it is no preview */
export async function readMoves(file: string): Promise<Preview> {
  const [about, ...moves] = await readLines(file);
  const isPreview = typeof about?.calendar === 'string' && about.at && moves.every((move) => move?.case && move.clock);
  if (!isPreview) throw new Fault(`${file} is no preview of huiyin calendar.`);
  return { ...(about as About), moves: moves as CaseMove[] };
}

type Line = Partial<About & CaseMove> | null;

async function readLines(file: string): Promise<Line[]> {
  const lines: Line[] = [];
  try {
    for await (const line of createInterface({ input: createReadStream(file) })) lines.push(JSON.parse(line) as Line);
    return lines;
  } catch (error) {
    if (error instanceof SyntaxError) return []; // it is not JSON, so it is no preview
    throw new Fault(`${file} cannot be read: ${(error as Error).message}`);
  }
}
