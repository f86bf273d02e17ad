// Work that is all computing, divided among as many threads as the machine has cores.
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { Fault } from './fault.mjs';

/** More than these would only crowd the database. */
const MOST = 8;

/**
 * @param {URL} script what each thread runs; it is told its `share` ({ of, number }) beside `given`, and tells how far it is
 * @param {(message: object, sum: (member: string) => number) => void} told with a message of one thread, and the sums of a
 *   member over the latest messages of all
 * @returns {Promise<object[]>} the last message of each thread
 * @throws Fault when one ends before its work is done
 */
export async function inShares(script, given, told) {
  const of = Math.min(availableParallelism(), MOST);
  const latest = Array.from({ length: of }, () => ({}));
  const sum = (member) => latest.reduce((total, message) => total + (message[member] ?? 0), 0);
  await Promise.all(
    latest.map(async (_, number) => {
      const thread = new Worker(script, { workerData: { ...given, share: { of, number } } });
      thread.on('message', (message) => {
        latest[number] = message;
        told(message, sum);
      });
      const [code] = await once(thread, 'exit');
      if (code !== 0) throw new Fault('One of the threads ended before its work was done.');
    }),
  );
  return latest;
}
