import { progressLine } from '../progress-line.mjs';

/** Everything that comes of it, with a line that shows how far it is. */
export async function gathered(progress) {
  const found = { total: 0, done: 0, moves: [], failures: [] };
  for await (const { done, total, moves, failures = [] } of progress) {
    Object.assign(found, { done, total });
    for (const move of moves) found.moves.push(move);
    for (const failure of failures) found.failures.push(failure);
    progressLine({ done, total });
  }
  progressLine();
  return found;
}
