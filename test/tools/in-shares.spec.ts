// Work that is divided among threads: what they tell arrives whole, and one that fails ends them all with its cause.
import { inShares } from '../../apps/cli/src/system/in-shares.ts';

interface Said {
  readonly done: number;
  readonly total: number;
  readonly word: string;
}

/** A thread of this code, which is given `share` and `given`. */
function thread(code: string): URL {
  const head = `import { parentPort, workerData } from 'node:worker_threads'; const { share, given } = workerData;`;
  return new URL(`data:text/javascript,${encodeURIComponent(head + code)}`);
}

const url = 'postgres://a/b';

it('tells each message, the sums of the latest, and the last of each thread', async () => {
  const script = thread(`
    for (let done = 1; done <= 1000; done++) parentPort.postMessage({ done, total: 1000, word: given + share.number });`);
  const told: string[] = [];
  let sums = { done: 0, total: 0 };
  const last = await inShares<Said, string>(script, { url, given: 'share ' }, ({ word }, far) => {
    told.push(word);
    sums = far;
  });
  const of = last.length;
  expect(told).toHaveLength(1000 * of);
  expect(sums).toEqual({ done: 1000 * of, total: 1000 * of });
  expect(last.map(({ word }) => word).sort()).toEqual(last.map((_, number) => `share ${number}`).sort());
});

it('ends with the error of a thread, its code included, and ends the others', async () => {
  const script = thread(`
    if (share.number === 0) throw Object.assign(new Error('no such table'), { code: '42P01' });
    setInterval(() => {}, 1000);`);
  const ended = inShares(script, { url, given: undefined }, () => undefined);
  await expect(ended).rejects.toMatchObject({ message: 'no such table', code: '42P01' });
});

it('does not take a thread that just ends for one that is done', async () => {
  const ended = inShares(thread('process.exit(3);'), { url, given: undefined }, () => undefined);
  await expect(ended).rejects.toThrow('One of the threads ended before its work was done.');
});
