import { inShares } from '../in-shares.mjs';
import { progressLine } from '../progress-line.mjs';

/** Every move that a calendar has made, as the histories tell it. */
export async function movesDone(url, calendar) {
  const found = [];
  await inShares(new URL('share.mjs', import.meta.url), { url, calendar }, ({ moves }, sum) => {
    for (const move of moves) found.push(move);
    progressLine({ done: sum('done'), total: sum('total') });
  });
  progressLine();
  return found;
}
