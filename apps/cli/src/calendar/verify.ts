import type { CaseMove } from '@huiyin/office';
import { say } from '../say.ts';
import type { OpenedCases } from '../system/opened.ts';
import { movesDone } from './moves-done.ts';
import { readMoves } from './moves-file.ts';
import { lineOf, partedBy, without } from './moves.ts';

/** Differences that are named; the rest are counted. */
const NAMED = 20;

/** Whether what was done, as the histories tell it, is what the preview said. @returns the exit code */
export async function verify(file: string, { url, pool }: Pick<OpenedCases, 'url' | 'pool'>): Promise<number> {
  const { calendar, at, moves: said } = await readMoves(file);
  const done = await movesDone(url, calendar);
  const undone = await partedBy(pool, without(said, done), at);
  const unsaid = await partedBy(pool, without(done, said), at);
  name('✗ previewed, and not done', undone.untouched);
  name('✗ done, and not previewed', unsaid.untouched);
  const others = undone.touched.length + unsaid.touched.length;
  const but = others > 0 ? `, but for ${others} difference(s) in cases that moved on since the preview` : '';
  const differ = undone.untouched.length + unsaid.untouched.length;
  if (differ > 0) {
    say(`✗ ${differ} difference(s) between ${file} and the histories${but}`);
    return 1;
  }
  const moved = said.length - undone.touched.length;
  say(`✓ exactly the ${moved} clock(s) of ${file} have moved, each to the day it said${but}`);
  return 0;
}

function name(what: string, moves: readonly CaseMove[]): void {
  for (const move of moves.slice(0, NAMED)) say(`${what}: ${lineOf(move)}`);
  if (moves.length > NAMED) say(`${what}: and ${moves.length - NAMED} more`);
}
