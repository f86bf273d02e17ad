// A case that nobody touches for years: everything it owes is still announced, in order, and it can still be stepped.
import type { ACase } from '../support/a-case.ts';
import { paths, UNITS } from '../support/a-case.ts';

const YEARS = 3;

/** Assigned with a report owed, with a co-handler and an open recommendation: four ladders that repeat week by week. */
const burdened = (on: string): ACase =>
  paths
    .accepted(on)
    .send('TRANSFER', { unit: UNITS.lead, mode: '交办' })
    .send('GIVE_NOTICE')
    .send('ADD_PARTY', { unit: UNITS.co })
    .send('RECOMMEND', { to: UNITS.another });

it('fires three years of silence in one step, in order, and the same as a worker that looks every day', () => {
  const begun = burdened('2025-03-03');
  const asleep = begun.wait(YEARS * 365);
  const times = asleep.history.map(({ at }) => at);
  expect(asleep.history.length - begun.history.length).toBeGreaterThan(YEARS * 4 * 45);
  expect(times).toEqual([...times].sort((a, b) => a - b));
  expect(asleep.audit()).toEqual([]);

  let awake = begun;
  for (let day = 0; day < YEARS * 365; day++) awake = awake.wait(1);
  expect(awake.record).toEqual(asleep.record);
});

it('hears a person after three years, when all that fell due meanwhile has been fired', () => {
  const begun = burdened('2025-03-03');
  const urged = begun.sleep(YEARS * 365).send('URGE');
  expect(urged.history.at(-1)?.event.type).toBe('URGE');
  expect(urged.history.length - begun.history.length).toBeGreaterThan(YEARS * 4 * 45);
});
