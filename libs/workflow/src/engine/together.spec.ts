import { together } from './engine.ts';

/** Groups that wait until the test lets them go. */
function aRailway(most = 3) {
  const groups: { readonly jobs: readonly string[]; readonly end: (error?: Error) => void }[] = [];
  const work = (jobs: readonly string[]) =>
    new Promise<string[]>((resolve, reject) => {
      groups.push({ jobs, end: (error) => (error ? reject(error) : resolve(jobs.map((job) => job.toUpperCase()))) });
    });
  const doJob = together(work, most);
  const ask = (jobs: string) => Promise.allSettled(jobs.split('').map((job) => doJob(job)));
  return { groups, ask, jobs: () => groups.map(({ jobs }) => jobs.join('')) };
}

/** All that follows from what has been settled. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

it('does a job at once where a lane is free, and together what came while all were taken, no more than fits', async () => {
  const { groups, ask, jobs } = aRailway();
  const first = ask('a');
  await turn();
  const others = [ask('b')];
  await turn();
  others.push(ask('cdefg'));
  await turn();
  expect(jobs()).toEqual(['a', 'b']);
  groups[1]?.end();
  await turn();
  expect(jobs()).toEqual(['a', 'b', 'cde']);
  groups[0]?.end();
  await turn();
  expect(jobs()).toEqual(['a', 'b', 'cde', 'fg']);
  for (const { end } of groups) end();
  const done = (await Promise.all([first, ...others])).flat();
  expect(done).toEqual(['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((value) => ({ status: 'fulfilled', value })));
});

it('fails for each of a group, and goes on', async () => {
  const { groups, ask, jobs } = aRailway();
  const results = ask('ab');
  await turn();
  groups[0]?.end(new Error('cut'));
  expect((await results).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  for (const job of 'cde') {
    void ask(job);
    await turn();
  }
  expect(jobs()).toEqual(['ab', 'c', 'd']);
});

it('gives the lane of whoever is held up to the next, and takes the answer when it comes', async () => {
  const { groups, ask, jobs } = aRailway();
  const held = [ask('a'), ask('b'), ask('c')];
  while (jobs().join('') !== 'abcd') {
    if (held.length === 3) held.push(ask('d'));
    await turn();
  }
  for (const { end } of groups.toReversed()) end();
  expect((await Promise.all(held)).flat().map(({ status }) => status)).toEqual(held.map(() => 'fulfilled'));
});
