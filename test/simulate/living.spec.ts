import type { CaseRecord } from '@huiyin/workflow';
import { livingFaults } from '../../labs/simulate/src/outcome/living.ts';

const END = 100;
const faults = (stage: string, slots: readonly string[], timers: readonly number[], wakeAt = timers[0] ?? null) => {
  const clocks = slots.map((slot) => ({ slot, status: 'running' }));
  const record = { context: { clocks: [...clocks, { slot: 'transfer', status: 'met' }] } } as unknown as CaseRecord;
  const waiting = new Map(timers.map((dueAt) => [`timer at ${dueAt}`, dueAt]));
  return livingFaults({ record, stage, wakeAt, failure: null }, { waiting }, END);
};

describe('whether a case will go on', () => {
  it.each([
    ['handling', ['handling', 'parts'], [120, 130]],
    ['followUp', ['review', 'execution'], [120, 130]],
    ['closed', [], []],
    ['closed', ['execution'], [120]],
    ['closed', ['report', 'supervision', 'recommendation'], [120, 130, 140]],
  ])('finds nothing wrong with one in %s that owes %j', (stage, slots, timers) => {
    expect(faults(stage, slots, timers)).toEqual([]);
  });

  it.each([
    ['is open and owes nothing', faults('handling', [], []), 'is open without a living clock'],
    ['is open with a timer behind it', faults('handling', ['handling'], [90]), 'is open without a living clock'],
    ['has a clock that nothing waits for', faults('closed', ['execution'], []), '1 clocks run and 0 timers wait'],
    ['has a timer of no clock', faults('closed', [], [120]), '0 clocks run and 1 timers wait'],
    [
      'has ended and is being handled',
      faults('closed', ['handling'], [120]),
      'has ended and still waits for what only an open case owes',
    ],
    ['will not wake', faults('handling', ['handling'], [120], 130), 'its row does not say when it wants to wake'],
  ])('names one that %s', (_, found, expected) => {
    expect(found).toEqual([expected]);
  });
});
