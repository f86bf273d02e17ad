import type { Act } from '../../labs/simulate/src/office/desk.ts';
import { execute, rate, submitPart } from '../../labs/simulate/src/office/duties.ts';
import { handle, mediate } from '../../labs/simulate/src/office/handling-unit.ts';
import { supervise } from '../../labs/simulate/src/office/oversight.ts';
import { clock, desks, NOW } from './desks.ts';

const FOUND_OUT = { heard: true, investigated: true };
const inHandling = (context: object, template: object = {}, round: object = {}) =>
  desks({
    template,
    context: { clocks: [clock('handling')], unit: 'unit', extension: null, ...context },
    round: { ...FOUND_OUT, ...round },
  });
const typesOf = (acts: readonly (Act | null)[]) => new Set(acts.map((act) => act?.type ?? null));
const part = (status: string) => ({ unit: 'other', addedOn: '2025-03-10', dueOn: null, status });

describe('the handling unit', () => {
  it('waits with its one reply for the others', () => {
    expect(typesOf(inHandling({ parts: [part('owed')] }).map(handle))).not.toContain('ISSUE_OPINION');
    expect(typesOf(inHandling({ parts: [part('submitted')] }).map(handle))).toContain('ISSUE_OPINION');
  });

  it('asks the others before it has found out anything, and never itself', () => {
    const early = { heard: false, investigated: false };
    const asked = inHandling({}, { others: ['other', 'unit'] }, early).flatMap((desk) => handle(desk) ?? []);
    const units = asked.filter(({ type }) => type === 'ADD_PARTY').map(({ data }) => data['unit']);
    expect(new Set(units)).toEqual(new Set(['other']));
    expect(typesOf(inHandling({}, { others: ['other'] }).map(handle))).not.toContain('ADD_PARTY');
  });

  it('gives what it would refuse the ordinary procedure first', () => {
    const acts = inHandling({}, {}, { procedure: 'simple' }).map(handle);
    expect(typesOf(acts)).toEqual(new Set(['FALL_BACK', 'ISSUE_OPINION']));
    expect(acts.filter((act) => act?.data['outcome'] === 'reject')).toEqual([]);
  });

  it('tries what the chart forbids, and says what will forbid it', () => {
    const hasty = inHandling({ parts: [part('owed')] }, {}, { heard: false, investigated: false })
      .map(handle)
      .filter((act) => act?.type === 'ISSUE_OPINION');
    expect(hasty.length).toBeGreaterThan(0);
    expect(new Set(hasty.map((act) => act?.forbiddenBy?.join()))).toEqual(new Set(['heard,investigated,partsIn']));
  });

  it('brings both sides to terms, or does not', () => {
    expect(typesOf(inHandling({}).map(mediate))).toEqual(new Set(['SETTLE', 'FAIL_MEDIATION']));
    expect(typesOf(inHandling({}, {}, { investigated: false }).map(mediate))).toEqual(new Set(['INVESTIGATE']));
  });
});

describe('beside the procedure', () => {
  it('an opinion is carried out, also when the case has ended', () => {
    const context = { clocks: [clock('execution')], closing: { how: 'concluded' } };
    expect(typesOf(desks({ context }).map(execute))).toEqual(new Set(['RECORD_EXECUTION']));
    expect(typesOf(desks({ context: {} }).map(execute))).toEqual(new Set([null]));
  });

  it('each part is handed in for its own unit, or excused when it is long overdue', () => {
    const acts = desks({ context: { parts: [part('owed'), part('submitted')] } }).flatMap(
      (desk) => submitPart(desk) ?? [],
    );
    expect(acts).toHaveLength(100);
    expect(new Set(acts.map(({ data }) => data['unit']))).toEqual(new Set(['other']));
    const dueAt = Date.parse('2025-03-31T00:00+08:00');
    for (const { type, at } of acts) if (type === 'EXCUSE_PART') expect(at).toBeGreaterThan(dueAt);
  });

  it('nobody supervises what is not overdue', () => {
    const acts = desks({ context: { clocks: [clock('execution')], supervised: [] } }).flatMap(
      (desk) => supervise(desk) ?? [],
    );
    expect(new Set(acts.map(({ data }) => data['ground']))).toEqual(new Set(['notExecuted']));
    for (const { at } of acts) expect(at).toBeGreaterThan(clock('execution').dueAt);
  });

  it('an answer is rated once, by somebody who was reached', () => {
    const answered = { servedOn: '2025-03-10', followUpResult: 'partly' };
    const rated = (round: object, ratings: object[] = []) =>
      desks({ context: { ratings }, round: { ...answered, ...round } }).flatMap((desk) => rate(desk) ?? []);
    expect(rated({}).length).toBeGreaterThan(0);
    expect(rated({ followUpResult: 'unreachable' })).toEqual([]);
    expect(rated({}, [{ round: 1 }])).toEqual([]);
    expect(rated({ servedOn: null })).toEqual([]);
    for (const { at } of rated({})) expect(at).toBeGreaterThanOrEqual(NOW);
  });
});
