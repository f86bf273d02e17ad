import { addDays, endOfDay, startOfDay, STATUTORY_CALENDAR } from '@huiyin/domain';
import fc from 'fast-check';
import { clockIn, extendClock, pauseClock, resumeClock, startClock } from '../../libs/workflow/src/petition/clock.ts';
import { RULES } from '../../libs/workflow/src/petition/rules.ts';

const days = fc.integer({ min: 0, max: 900 }).map((n) => addDays('2025-02-01', n));
const lengths = fc.integer({ min: 0, max: 60 });
const TEN = 36_000_000;
const BY = { calendar: STATUTORY_CALENDAR };

const rechecking = (on: string) => startClock([], { slot: 'recheck', rule: 'recheck', now: startOfDay(on) + TEN }, BY);
const heard = (on: string, from: number, length: number) => {
  const paused = pauseClock(rechecking(on), 'recheck', startOfDay(addDays(on, from)) + TEN);
  return resumeClock(paused, 'recheck', startOfDay(addDays(on, from + length)) + TEN, BY);
};

it('a hearing that is over on the day it began changes no date', () => {
  fc.assert(
    fc.property(days, lengths, (on, from) => {
      expect(clockIn(heard(on, from, 0), 'recheck').dueOn).toBe(clockIn(rechecking(on), 'recheck').dueOn);
    }),
  );
});

it('a longer hearing never gives an earlier date, and each of its days is left out', () => {
  fc.assert(
    fc.property(days, lengths, lengths, (on, from, length) => {
      const due = clockIn(rechecking(on), 'recheck').dueOn;
      expect(clockIn(heard(on, from, length), 'recheck').dueOn).toBe(addDays(due, length));
      expect(
        clockIn(heard(on, from, length + 1), 'recheck').dueOn > clockIn(heard(on, from, length), 'recheck').dueOn,
      ).toBe(true);
    }),
  );
});

it('an extension moves the last day by as many days, and nothing else', () => {
  fc.assert(
    fc.property(days, fc.integer({ min: 1, max: 30 }), (on, length) => {
      const now = startOfDay(on) + TEN;
      const clocks = startClock([], { slot: 'handling', rule: 'handling', now }, BY);
      const { dueOn, ...clock } = clockIn(clocks, 'handling');
      const extended = clockIn(extendClock(clocks, 'handling', length, BY), 'handling');
      expect(extended).toMatchObject({ startOn: clock.startOn, dueOn: addDays(dueOn, length), status: 'running' });
    }),
  );
});

it.each(Object.keys(RULES) as (keyof typeof RULES)[])(
  '%s ends at the end of a day after the one it began with',
  (rule) => {
    fc.assert(
      fc.property(days, (on) => {
        const now = startOfDay(on) + TEN;
        const { dueOn, dueAt } = clockIn(startClock([], { slot: 'handling', rule, now }, BY), 'handling');
        expect(dueOn > on && dueAt === endOfDay(dueOn)).toBe(true);
      }),
      { numRuns: 50 },
    );
  },
);

it('a day that was set before the duty began leaves one day', () => {
  fc.assert(
    fc.property(days, lengths, (on, before) => {
      const given = { slot: 'execution', rule: 'execution', now: startOfDay(on) + TEN } as const;
      const clocks = startClock([], { ...given, setOn: addDays(on, -before) }, BY);
      expect(clockIn(clocks, 'execution').dueOn).toBe(addDays(on, 1));
    }),
  );
});
