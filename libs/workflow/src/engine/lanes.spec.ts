import { Lanes } from './lanes.ts';

type Fits = (job: string, group: readonly string[]) => boolean;
const ALL: Fits = () => true;

/** Lanes whose groups wait until the test lets them go. */
function aRailway({ lanes = 2, most = 3, patienceMs = 60_000, fits = ALL } = {}) {
  const groups: { readonly jobs: readonly string[]; readonly end: (error?: Error) => void }[] = [];
  const railway = new Lanes<string, string>({
    ...{ lanes, most, patienceMs, fits },
    together: (jobs) =>
      new Promise((resolve, reject) => {
        groups.push({ jobs, end: (error) => (error ? reject(error) : resolve(jobs.map((job) => job.toUpperCase()))) });
      }),
  });
  const ask = (jobs: string) => Promise.allSettled(jobs.split('').map((job) => railway.do(job)));
  return { groups, ask, jobs: () => groups.map(({ jobs }) => jobs.join('')) };
}

/** All that follows from what has been settled. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

it('does a job at once and alone where a lane is free', () => {
  const { ask, jobs } = aRailway();
  void ask('ab');
  expect(jobs()).toEqual(['a', 'b']);
});

it('does together what came while all lanes were taken, in its order, and no more than fits', async () => {
  const { groups, ask, jobs } = aRailway();
  const results = ask('abcdefg');
  groups[1]?.end();
  await turn();
  expect(jobs()).toEqual(['a', 'b', 'cde']);
  groups[0]?.end();
  await turn();
  expect(jobs()).toEqual(['a', 'b', 'cde', 'fg']);
  for (const { end } of groups) end();
  expect(await results).toEqual(['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((value) => ({ status: 'fulfilled', value })));
});

it('lets nobody pass whoever has waited longest, and leaves the place of what does not fit', async () => {
  const fits = (job: string, [first = '']: readonly string[]) => (job < 'n' ? first < 'n' : first >= 'n');
  const { groups, ask, jobs } = aRailway({ lanes: 1, most: 9, fits });
  void ask('axbyc');
  for (let n = 0; n < 2; n++) {
    groups[n]?.end();
    await turn();
  }
  expect(jobs()).toEqual(['a', 'xy', 'bc']);
});

it('fails for each of a group, and goes on', async () => {
  const { groups, ask, jobs } = aRailway({ lanes: 1 });
  const results = ask('abcd');
  groups[0]?.end();
  await turn();
  groups[1]?.end(new Error('cut'));
  await turn();
  expect(jobs()).toEqual(['a', 'bcd']);
  void ask('e');
  expect(jobs()).toEqual(['a', 'bcd', 'e']);
  expect((await results).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected']);
});

it('gives up a lane that is held up, and takes the answer when it comes', async () => {
  const { groups, ask, jobs } = aRailway({ lanes: 1, patienceMs: 1 });
  const held = ask('a');
  const next = ask('b');
  while (jobs().length < 2) await turn();
  groups[1]?.end();
  expect(await next).toMatchObject([{ value: 'B' }]);
  groups[0]?.end();
  expect(await held).toMatchObject([{ value: 'A' }]);
  void ask('c');
  expect(jobs()).toEqual(['a', 'b', 'c']);
});
