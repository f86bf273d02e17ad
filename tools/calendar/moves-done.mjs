import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { progressLine } from '../progress-line.mjs';

/** Replaying is all computing, so there is a reader for each core; more than these would only crowd the database. */
const MOST_READERS = 8;

/** Every move that a calendar has made, as the histories tell it. */
export async function movesDone(url, calendar) {
  const of = Math.min(availableParallelism(), MOST_READERS);
  const shares = Array.from({ length: of }, () => ({ done: 0, total: 0 }));
  const sum = (member) => shares.reduce((total, share) => total + share[member], 0);
  const found = [];
  await Promise.all(
    shares.map(async (progress, number) => {
      const workerData = { url, calendar, share: { of, number } };
      const reader = new Worker(new URL('share.mjs', import.meta.url), { workerData });
      reader.on('message', ({ done, total, moves }) => {
        Object.assign(progress, { done, total });
        for (const move of moves) found.push(move);
        progressLine({ done: sum('done'), total: sum('total') });
      });
      await once(reader, 'exit');
    }),
  );
  progressLine();
  return found;
}
