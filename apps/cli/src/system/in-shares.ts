import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { Fault } from '@huiyin/tools/fault';
import type { Task, Told } from './thread.ts';

/** More threads than these would only crowd the database. */
const MOST = 8;

/** How far all threads are together. */
interface Sums {
  readonly done: number;
  readonly total: number;
}

/**
 * Work that is all computing, divided among as many threads as the machine has cores.
 * @param script what each thread runs: a module that calls `asShare`
 * @param task is handed to each of them, with its share
 * @param onTold called with each message of a thread
 * @returns the last message of each thread that had something to do
 * @throws what a thread threw; the others are ended then
 */
export async function inShares<T extends Told, Given = undefined>(
  script: URL,
  task: Omit<Task<Given>, 'share'>,
  onTold: (told: T, sums: Sums) => void,
): Promise<T[]> {
  const of = Math.min(availableParallelism(), MOST);
  const latest = new Map<number, T>();
  const threads = Array.from({ length: of }, (_, number) => {
    const thread = new Worker(script, { workerData: { ...task, share: { of, number } } satisfies Task<Given> });
    return thread.on('message', (told: T) => {
      latest.set(number, told);
      onTold(told, sums([...latest.values()]));
    });
  });
  try {
    await Promise.all(threads.map(ended));
    return [...latest.values()];
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}

/** An error of a thread comes with its message, its code and its stack, and every message before the thread's end. */
async function ended(thread: Worker): Promise<void> {
  const [code] = (await once(thread, 'exit')) as [number];
  if (code !== 0) throw new Fault('One of the threads ended before its work was done.');
}

function sums(latest: readonly Told[]): Sums {
  const sum = (member: keyof Sums) => latest.reduce((total, told) => total + told[member], 0);
  return { done: sum('done'), total: sum('total') };
}
