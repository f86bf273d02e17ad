import { dateOf } from '@huiyin/domain';
import { CHANNELS } from '@huiyin/workflow/contract';
import type { Channel } from '@huiyin/workflow/contract';
import { correct, examine, transfer } from '../../labs/simulate/src/office/petition-office.ts';
import { remedy } from '../../labs/simulate/src/office/remedy.ts';
import { followUp } from '../../labs/simulate/src/office/reply.ts';
import { clock, desks, NOW } from './desks.ts';

const LAWSUIT = { type: 'REFUSE', data: { basis: 'litigation-visit' } };
const examined = (given: Partial<Parameters<typeof desks>[0]>) =>
  desks({ ...given, context: { clocks: [clock('transfer')], ...given.context } }).map(examine);
const refusals = (channel: Channel, ground: object) =>
  examined({ arrival: { channel }, template: { ground } }).filter(
    ({ type }) => type === 'REFUSE' || type === 'REDIRECT',
  );

describe('the petition office', () => {
  it.each(Object.keys(CHANNELS) as Channel[])('answers a lawsuit raised by %s as the law has it', (channel) => {
    const types = new Set(refusals(channel, LAWSUIT).map(({ type }) => type));
    expect(types).toEqual(new Set([channel === 'visit' ? 'REFUSE' : 'REDIRECT']));
  });

  it('keeps to any other ground, however it came in', () => {
    const ground = { type: 'REFUSE', data: { basis: 'recheck-concluded' } } as const;
    expect(new Set(refusals('letter', ground).map(({ data }) => data))).toEqual(new Set([ground.data]));
  });

  it.each([
    ['plain', {}, true],
    ['collective', { facts: { purpose: 'appeal', groupSize: 9 } }, false],
    ['known already', { links: [{ petition: 'another', relation: 'repeat' }] }, false],
  ])('takes what is %s for a simple matter: %j, %s', (_, context, isSimple) => {
    const accepted = examined({ template: { simple: true }, context }).filter(({ type }) => type === 'ACCEPT');
    expect(accepted.length).toBeGreaterThan(0);
    expect(accepted.some(({ data }) => data['procedure'] === 'simple')).toBe(isSimple);
  });

  it('sends some astray, and none to a unit that is complained about', () => {
    const facts = { purpose: 'appeal', groupSize: 1, accusedUnits: ['accused'] };
    const context = { facts, clocks: [clock('transfer')], returnedBy: [] };
    const sent = desks({ template: { competent: 'right' }, context }).map((desk) =>
      transfer({ ...desk, units: ['right', 'accused', 'wrong'] }),
    );
    expect(new Set(sent.map(({ data }) => data['unit']))).toEqual(new Set(['right', 'wrong']));
  });

  it('sends what went astray to the unit it is for, where it sees its mistake', () => {
    const corrections = (unit: string, returnedBy: string[] = []) =>
      desks({ template: { competent: 'right' }, context: { unit, returnedBy } }).map(correct);
    const done = corrections('wrong').filter((act) => act !== null);
    expect(done.length).toBeGreaterThan(0);
    expect(done.length).toBeLessThan(100);
    expect(corrections('wrong', ['another']).every((act) => act === null)).toBe(true);
    expect(new Set(done.map(({ data }) => data['unit']))).toEqual(new Set(['right']));
    expect(corrections('right').filter((act) => act !== null)).toEqual([]);
  });
});

it('does not call again on the day on which nobody was reached', () => {
  const context = {
    clocks: [{ ...clock('followUp'), dueOn: '2025-03-10' }],
  };
  const days = desks({ context, round: { followUpAttempts: 1 } }).map((desk) => dateOf(followUp(desk)?.at ?? NOW));
  expect(new Set(days)).toEqual(new Set(['2025-03-11', '2025-03-12']));
});

describe('a petitioner who is not content', () => {
  const asked = (context: object, round: object = {}) =>
    desks({ context: { unit: 'unit', ...context }, round: { outcome: 'reject', ...round } }).flatMap(
      (desk) => remedy(desk) ?? [],
    );

  it('asks above within the 30 days, whenever the letter arrives', () => {
    const window = clock('reviewWindow');
    const requests = asked({ clocks: [window] });
    expect(new Set(requests.map(({ data }) => data['organ']))).toEqual(new Set(['above unit']));
    const late = requests.filter(({ at }) => at >= window.dueAt);
    expect(late.length).toBeGreaterThan(0);
    expect(late.length).toBeLessThan(requests.length);
    for (const { data } of late) expect(String(data['requestedOn']) <= window.dueOn).toBe(true);
  });

  it('asks for a recheck above the one who reviewed', () => {
    const requests = asked({ clocks: [clock('recheckWindow')] }, { remedy: { organ: 'superior', decision: 'uphold' } });
    expect(new Set(requests.map(({ type, data }) => `${type} ${String(data['organ'])}`))).toEqual(
      new Set(['REQUEST_RECHECK above superior']),
    );
  });

  it('asks for nothing when content, or when the 30 days are over', () => {
    expect(asked({ clocks: [clock('reviewWindow')] }, { followUpResult: 'satisfied' })).toEqual([]);
    expect(asked({ clocks: [{ ...clock('reviewWindow'), status: 'met' }] })).toEqual([]);
  });
});
