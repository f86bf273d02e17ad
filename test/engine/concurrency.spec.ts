import { EventNotAccepted, RevisionConflict } from '@huiyin/workflow';
import { anEngine } from '../support/an-engine.ts';
import type { AnEngine } from '../support/an-engine.ts';

let it_: AnEngine;
beforeAll(async () => (it_ = await anEngine()));
afterAll(() => it_.stop());

const START = Date.parse('2026-03-02T10:00:00+08:00');
const DUE = Date.parse('2026-03-18T00:00:00+08:00');

beforeEach(() => (it_.clock.at = START));

it('lets one of many equal events win and refuses the others', async () => {
  const id = await it_.open();
  const results = await Promise.allSettled(
    Array.from({ length: 15 }, () => it_.send(id, 'ACCEPT', {}, { expectedRevision: 1 })),
  );
  const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  expect(results.length - refused.length).toBe(1);
  expect(refused.every((error) => error instanceof RevisionConflict)).toBe(true);
  expect(await it_.engine.history(id)).toHaveLength(2);
});

it('takes every one of many different writers that name no revision, one after the other', async () => {
  const id = await it_.open();
  await it_.send(id, 'ACCEPT');
  await it_.send(id, 'TRANSFER', { unit: 'ys-qh-ll-zrs' });
  await it_.send(id, 'GIVE_NOTICE');
  await Promise.all(Array.from({ length: 6 }, (_, n) => it_.send(id, n % 2 ? 'HEAR' : 'INVESTIGATE')));
  expect((await it_.engine.history(id)).map((entry) => entry.seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

describe('a step racing its own deadline', () => {
  const arrive = async (moment: number, first: 'step' | 'timer') => {
    it_.clock.at = START;
    const id = await it_.open(undefined, '01890000-0000-7000-8000-00000000000' + (first === 'step' ? '1' : '2'));
    it_.clock.at = moment;
    if (first === 'timer') await it_.engine.fireDue(100);
    await it_.send(id, 'ACCEPT');
    if (first === 'step') await it_.engine.fireDue(100);
    return it_.engine.history(id);
  };
  const bare = (history: Awaited<ReturnType<typeof arrive>>) =>
    history.map(({ event, at, from, to, actions }) => ({ event: event.type, at, from, to, actions }));

  it('leaves the same history whichever comes to the database first', async () => {
    const [stepFirst, timerFirst] = [await arrive(DUE, 'step'), await arrive(DUE, 'timer')];
    expect(bare(stepFirst)).toEqual(bare(timerFirst));
    expect(stepFirst.map((entry) => entry.event.type.split('.')[2] ?? entry.event.type)).toEqual([
      'REGISTER',
      'TRANSFER_REMIND_10',
      'TRANSFER_REMIND_3',
      'TRANSFER_REMIND_1',
      'TRANSFER_DUE',
      'ACCEPT',
    ]);
  });

  it('is in time an instant before, whoever wins', async () => {
    const id = await it_.open();
    it_.clock.at = DUE - 1;
    await Promise.all([it_.send(id, 'ACCEPT'), it_.engine.fireDue(100)]);
    const events = (await it_.engine.history(id)).map((entry) => entry.event.type);
    expect(events.some((type) => type.includes('TRANSFER_DUE'))).toBe(false);
  });

  it('fires each timer once, however many workers and writers meet', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, () => it_.open()));
    it_.clock.at = DUE;
    await Promise.all([
      ...Array.from({ length: 6 }, () => it_.engine.fireDue(7)),
      ...ids.map((id) => it_.send(id, 'ACCEPT')),
      ...Array.from({ length: 6 }, () => it_.engine.fireDue(50)),
    ]);
    await it_.until(DUE);
    for (const id of ids) {
      const types = (await it_.engine.history(id)).map((entry) => entry.event.type);
      expect(new Set(types).size).toBe(types.length);
      expect(types).toHaveLength(6);
    }
  });
});

it('refuses an event that the timer before it made impossible, and writes neither', async () => {
  const id = await it_.open();
  await it_.send(id, 'ACCEPT');
  await it_.send(id, 'TRANSFER', { unit: 'ys-qh-ll-zrs' });
  it_.clock.at = Date.parse('2026-03-10T00:00:00+08:00');
  await expect(it_.send(id, 'OBJECT')).rejects.toThrow(EventNotAccepted);
  expect(await it_.engine.history(id)).toHaveLength(3);
});
