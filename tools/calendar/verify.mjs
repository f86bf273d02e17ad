import { readMoves } from './moves-file.mjs';
import { movesDone } from './moves-done.mjs';

/** Differences that are named; the rest are counted. */
const NAMED = 20;

/** Whether what was done, as the histories tell it, is what the preview said. @returns the exit code */
export async function verify({ options: { file }, url }) {
  const { calendar, moves: said } = await readMoves(file);
  const done = await movesDone(url, calendar);
  const [saidOnly, doneOnly] = [without(said, done), without(done, said)];
  for (const line of saidOnly.slice(0, NAMED)) console.log(`✗ previewed, and not done: ${line}`);
  for (const line of doneOnly.slice(0, NAMED)) console.log(`✗ done, and not previewed: ${line}`);
  const differ = saidOnly.length + doneOnly.length;
  if (differ > 0) {
    console.log(`✗ ${differ} difference(s) between ${file} and the histories: cases that moved on in between.`);
    return 1;
  }
  console.log(`✓ exactly the ${done.length} clock(s) of ${file} have moved, each to the day it said`);
  return 0;
}

function without(moves, others) {
  const known = new Set(others.map(lineOf));
  return moves.map(lineOf).filter((line) => !known.has(line));
}

const lineOf = ({ case: id, clock, from, to, unbreached }) =>
  `case ${id}, ${clock}: ${from} → ${to}${unbreached ? ', no longer overdue' : ''}`;
