import { dateOf } from '@huiyin/domain';
import { CHANNELS } from '@huiyin/workflow/contract';
import type { Channel } from '@huiyin/workflow/contract';
import type { Desk } from '../../apps/simulate/src/office/desk.ts';
import { correct, examine } from '../../apps/simulate/src/office/petition-office.ts';
import { followUp } from '../../apps/simulate/src/office/reply.ts';
import { Dice } from '../../apps/simulate/src/world/dice.ts';

const DAY_MS = 86_400_000;
const NOW = Date.parse('2025-03-10T09:00+08:00');
const clock = (slot: string) => ({
  ...{ slot, name: slot, status: 'running', startedAt: NOW, dueAt: NOW + 10 * DAY_MS, dueOn: '2025-03-10' },
});

/** Enough throws of the dice that each of a desk's usual acts comes up. */
const desks = ({ arrival, context }: { arrival: object; context: object }): Desk[] =>
  Array.from({ length: 100 }, (_, n) => {
    const dice = new Dice(String(n));
    return { arrival, context, dice, office: dice, now: NOW, revision: 1, refused: false } as unknown as Desk;
  });

const LAWSUIT = { type: 'REFUSE', data: { basis: 'litigation-visit' } };
const refusals = (channel: Channel, ground: object) =>
  desks({ arrival: { channel, matter: { template: { ground } } }, context: { clocks: [clock('transfer')] } })
    .map(examine)
    .filter(({ type }) => type === 'REFUSE' || type === 'REDIRECT');

describe('the petition office', () => {
  it.each(Object.keys(CHANNELS) as Channel[])('answers a lawsuit raised by %s as the law has it', (channel) => {
    const types = new Set(refusals(channel, LAWSUIT).map(({ type }) => type));
    expect(types).toEqual(new Set([channel === 'visit' ? 'REFUSE' : 'REDIRECT']));
  });

  it('keeps to any other ground, however it came in', () => {
    const ground = { type: 'REFUSE', data: { basis: 'recheck-concluded' } } as const;
    expect(new Set(refusals('letter', ground).map(({ data }) => data))).toEqual(new Set([ground.data]));
  });

  it('sends what went astray to the unit it is for, where it sees its mistake', () => {
    const template = { competent: 'right' };
    const corrections = (unit: string) => desks({ arrival: { matter: { template } }, context: { unit } }).map(correct);
    const done = corrections('wrong').filter((act) => act !== null);
    expect(done.length).toBeGreaterThan(0);
    expect(done.length).toBeLessThan(100);
    expect(new Set(done.map(({ data }) => data['unit']))).toEqual(new Set(['right']));
    expect(corrections('right').filter((act) => act !== null)).toEqual([]);
  });
});

it('does not call again on the day on which nobody was reached', () => {
  const context = { clocks: [clock('followUp')], followUpAttempts: 1, followUpResult: null, round: 1 };
  const days = desks({ arrival: {}, context }).map((desk) => dateOf(followUp(desk)?.at ?? NOW));
  expect(new Set(days)).toEqual(new Set(['2025-03-11', '2025-03-12']));
});
