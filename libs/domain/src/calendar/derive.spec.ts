import fc from 'fast-check';
import { CalendarYearMissing, InvalidDate, InvalidPeriod } from '../errors.ts';
import { addDays, dateOf, endOfDay, startOfDay } from '../time.ts';
import { derive, dueAt } from './derive.ts';
import type { Period } from './period.ts';
import { STATUTORY_CALENDAR as calendar } from './statutory.ts';
import { dayKind, isWorkday, workdaysBetween } from './workdays.ts';

const provisional = { onMissingYear: 'provisional' } as const;
const workdays = (amount: number): Period => ({ amount, unit: 'workday', roll: 'none' });
const days = (amount: number): Period => ({ amount, unit: 'calendar-day', roll: 'none' });
const rollingDays = (amount: number): Period => ({ amount, unit: 'calendar-day', roll: 'next-workday' });
const months = (amount: number): Period => ({ amount, unit: 'month', roll: 'none' });
const hours = (amount: number): Period => ({ amount, unit: 'hour', roll: 'none' });

const starts = fc.integer({ min: 0, max: 729 }).map((n) => addDays('2025-01-01', n));
const periods: fc.Arbitrary<Period> = fc.record({
  amount: fc.integer({ min: 1, max: 90 }),
  unit: fc.constantFrom('calendar-day' as const, 'workday' as const, 'month' as const),
  roll: fc.constantFrom('none' as const, 'next-workday' as const),
});

describe('derive: worked dates', () => {
  it.each<[string, Period, string]>([
    // Spring Festival, Labour Day, Mid-Autumn and National Day of 2026, each with its worked weekend days.
    ['2026-02-10', workdays(5), '2026-02-24'],
    ['2026-02-13', workdays(3), '2026-02-25'],
    ['2026-02-13', workdays(10), '2026-03-05'],
    ['2026-02-27', workdays(1), '2026-02-28'],
    ['2026-04-30', workdays(3), '2026-05-08'],
    ['2026-09-18', workdays(10), '2026-10-09'],
    ['2026-02-10', days(15), '2026-02-25'],
    ['2026-02-10', rollingDays(15), '2026-02-25'],
    ['2026-02-05', days(15), '2026-02-20'],
    ['2026-02-05', rollingDays(15), '2026-02-24'],
    ['2026-04-20', days(15), '2026-05-05'],
    ['2026-04-20', rollingDays(15), '2026-05-06'],
    ['2026-09-01', days(30), '2026-10-01'],
    ['2026-09-01', rollingDays(30), '2026-10-08'],
    ['2026-07-20', days(60), '2026-09-18'],
    ['2026-09-18', days(30), '2026-10-18'],
    ['2026-07-20', days(60 + 30), '2026-10-18'],
    ['2026-07-20', rollingDays(60 + 30), '2026-10-19'],
    // The holidays of one span of three days, with and without a weekend in it.
    ['2026-04-02', workdays(2), '2026-04-07'],
    ['2026-03-20', rollingDays(15), '2026-04-07'],
    ['2026-06-18', workdays(1), '2026-06-22'],
    ['2026-06-04', rollingDays(15), '2026-06-22'],
    ['2026-05-20', rollingDays(30), '2026-06-22'],
    ['2026-09-24', workdays(3), '2026-09-30'],
    ['2026-09-24', workdays(4), '2026-10-08'],
    ['2026-09-30', workdays(3), '2026-10-10'],
    ['2026-05-08', workdays(1), '2026-05-09'],
    ['2025-04-25', workdays(1), '2025-04-27'],
    ['2025-05-30', workdays(1), '2025-06-03'],
    // Across the year, where 元旦 is off until Saturday and Sunday 4 January is worked.
    ['2025-12-31', workdays(1), '2026-01-04'],
    ['2025-12-29', workdays(5), '2026-01-06'],
    ['2025-12-18', rollingDays(15), '2026-01-04'],
    ['2025-12-04', rollingDays(30), '2026-01-04'],
    ['2025-12-05', days(60), '2026-02-03'],
    // Spring Festival of 2025, which begins two days after a worked Sunday.
    ['2025-01-24', workdays(1), '2025-01-26'],
    ['2025-01-24', workdays(5), '2025-02-07'],
    ['2025-01-24', workdays(6), '2025-02-08'],
    ['2025-01-15', rollingDays(15), '2025-02-05'],
    // National Day and Mid-Autumn 2025 in one span, with a worked weekend day on each side.
    ['2025-09-26', workdays(5), '2025-10-10'],
    ['2025-09-26', workdays(6), '2025-10-11'],
    ['2025-09-16', rollingDays(15), '2025-10-09'],
    // Ends on a weekend that is worked, so there is nothing to roll over.
    ['2026-01-30', rollingDays(15), '2026-02-14'],
    // Ends on an ordinary weekend.
    ['2026-02-20', rollingDays(15), '2026-03-09'],
    ['2026-02-20', days(15), '2026-03-07'],
    // February, common and leap.
    ['2026-02-13', days(15), '2026-02-28'],
    ['2028-02-14', days(15), '2028-02-29'],
    ['2027-12-31', days(60), '2028-02-29'],
    // Months: the corresponding day, or the last of the month.
    ['2026-01-31', months(1), '2026-02-28'],
    ['2028-01-31', months(1), '2028-02-29'],
    ['2026-08-31', months(6), '2027-02-28'],
    ['2026-12-15', months(1), '2027-01-15'],
    ['2026-07-01', { amount: 3, unit: 'month', roll: 'next-workday' }, '2026-10-08'],
    ['2025-12-31', { amount: 1, unit: 'month', roll: 'next-workday' }, '2026-02-02'],
  ])('%s %j → %s', (startOn, period, dueOn) => {
    expect(derive(period, startOn, calendar).dueOn).toBe(dueOn);
    expect(dueAt(period, startOn, calendar)).toBe(endOfDay(dueOn));
  });

  it('counts from the day in Shanghai that an instant belongs to', () => {
    expect(derive(days(15), Date.parse('2026-02-10T15:59:59Z'), calendar).startOn).toBe('2026-02-10');
    expect(derive(days(15), Date.parse('2026-02-10T16:00:00Z'), calendar).startOn).toBe('2026-02-11');
  });

  it('counts hours from the stated time, through rest days', () => {
    const start = Date.parse('2026-02-14T01:30:00Z');
    expect(derive(hours(24), start, calendar)).toMatchObject({
      startOn: '2026-02-14',
      startAt: start,
      firstDayOn: '2026-02-14',
      dueOn: '2026-02-15',
      dueAt: start + 24 * 3_600_000,
      passed: [],
    });
  });

  it('calls midnight 24:00 of the day that ends, in hours as in days', () => {
    expect(derive(hours(24), startOfDay('2026-02-10'), calendar)).toMatchObject({
      dueOn: '2026-02-10',
      dueAt: endOfDay('2026-02-10'),
    });
  });
});

describe('derive: the trail', () => {
  it('names what it skipped and what it counted against the look of the week', () => {
    expect(derive(workdays(5), '2026-02-10', calendar)).toEqual({
      period: workdays(5),
      startOn: '2026-02-10',
      firstDayOn: '2026-02-11',
      unrolledDueOn: '2026-02-24',
      dueOn: '2026-02-24',
      dueAt: Date.parse('2026-02-24T16:00:00Z'),
      rolled: false,
      passed: [
        { on: '2026-02-14', kind: 'make-up-workday', name: '春节', counted: true },
        ...[15, 16, 17, 18, 19, 20, 21, 22, 23].map((day) => ({
          on: `2026-02-${day}`,
          kind: 'holiday',
          name: '春节',
          counted: false,
        })),
      ],
      provisionalYears: [],
      calendarVersion: 'cn-2026-1',
    });
  });

  it('names the days it rolled over', () => {
    expect(derive(rollingDays(15), '2026-02-20', calendar)).toMatchObject({
      unrolledDueOn: '2026-03-07',
      dueOn: '2026-03-09',
      rolled: true,
      passed: [
        { on: '2026-03-07', kind: 'weekend', counted: false },
        { on: '2026-03-08', kind: 'weekend', counted: false },
      ],
    });
  });

  it('names the worked weekend day that stopped a roll', () => {
    expect(derive(rollingDays(15), '2026-01-30', calendar)).toMatchObject({
      rolled: false,
      passed: [{ on: '2026-02-14', kind: 'make-up-workday', name: '春节', counted: true }],
    });
  });

  it('tells a strict period where it would have rolled to, and only on a rest day', () => {
    expect(derive(days(15), '2026-04-20', calendar)).toMatchObject({
      dueOn: '2026-05-05',
      nextWorkdayOn: '2026-05-06',
      rolled: false,
      passed: [],
    });
    expect(derive(days(15), '2026-02-10', calendar)).not.toHaveProperty('nextWorkdayOn');
  });

  it('keeps of the period only what it used, and survives JSON', () => {
    const rule = { ...rollingDays(30), article: '35', from: 'servedOn' };
    const derivation = derive(rule, '2026-09-01', calendar);
    expect(derivation.period).toEqual(rollingDays(30));
    expect(JSON.parse(JSON.stringify(derivation))).toEqual(derivation);
  });
});

describe('derive: a year without a notice', () => {
  it('does not concern a period that neither counts workdays nor rolls', () => {
    expect(derive(days(60), '2026-12-01', calendar)).toMatchObject({ dueOn: '2027-01-30', provisionalYears: [] });
    expect(derive(months(6), '2026-12-01', calendar).dueOn).toBe('2027-06-01');
    expect(derive(hours(24), startOfDay('2031-01-01'), calendar).dueOn).toBe('2031-01-01');
  });

  it('leaves out the rolled date when it is not certain', () => {
    expect(derive(days(60), '2026-12-01', calendar, provisional)).not.toHaveProperty('nextWorkdayOn');
    // Sunday 27 December 2026 may yet become a make-up workday.
    expect(derive(days(7), '2026-12-20', calendar)).not.toHaveProperty('nextWorkdayOn');
  });

  it.each([
    ['workdays', workdays(5), '2026-12-29'],
    ['a roll', rollingDays(30), '2026-12-03'],
  ])('is refused for %s by default', (_what, period, startOn) => {
    expect(() => derive(period, startOn, calendar)).toThrow(CalendarYearMissing);
  });

  it('is assumed on demand, and the result says so', () => {
    expect(derive(workdays(5), '2026-12-29', calendar, provisional)).toMatchObject({
      dueOn: '2027-01-06',
      provisionalYears: [2027],
      passed: [
        { on: '2027-01-01', kind: 'holiday', name: '元旦', counted: false },
        { on: '2027-01-02', kind: 'weekend', counted: false },
        { on: '2027-01-03', kind: 'weekend', counted: false },
      ],
    });
    expect(derive(rollingDays(30), '2026-12-03', calendar, provisional)).toMatchObject({
      dueOn: '2027-01-04',
      provisionalYears: [2027],
    });
    expect(derive(workdays(300), '2026-12-01', calendar, provisional).provisionalYears).toEqual([2027, 2028]);
  });

  it('makes the last days of December provisional, since the next notice may claim them', () => {
    expect(derive(workdays(1), '2026-12-29', calendar).provisionalYears).toEqual([2027]);
    expect(derive(workdays(1), '2026-12-22', calendar).provisionalYears).toEqual([]);
    expect(derive(workdays(1), '2025-12-29', calendar).provisionalYears).toEqual([]);
  });
});

describe('derive: refusals', () => {
  it.each<[string, Period]>([
    ['nothing', days(0)],
    ['less than nothing', workdays(-1)],
    ['part of a day', days(1.5)],
    ['no number', days(NaN)],
    ['hours that roll', { amount: 24, unit: 'hour', roll: 'next-workday' }],
  ])('of %s', (_what, period) => {
    expect(() => derive(period, startOfDay('2026-02-10'), calendar)).toThrow(InvalidPeriod);
  });

  it('of hours from a day without a time, and of a start that is no date', () => {
    expect(() => derive(hours(24), '2026-02-10', calendar)).toThrow(InvalidPeriod);
    expect(() => derive(days(15), '2026-02-30', calendar)).toThrow(InvalidDate);
    expect(() => derive(days(15), NaN, calendar)).toThrow(InvalidDate);
  });
});

describe('derive: what holds for every period', () => {
  it('excludes the first day, ends at 24:00, and never ends earlier for rolling', () => {
    fc.assert(
      fc.property(periods, starts, (period, startOn) => {
        const result = derive(period, startOn, calendar, provisional);
        expect(result.firstDayOn).toBe(addDays(startOn, 1));
        expect(result.dueAt).toBe(endOfDay(result.dueOn));
        expect(dateOf(result.dueAt - 1)).toBe(result.dueOn);
        expect(result.dueOn >= result.unrolledDueOn && result.unrolledDueOn >= result.firstDayOn).toBe(true);
        expect(result.rolled).toBe(result.dueOn !== result.unrolledDueOn);
      }),
    );
  });

  it('never ends earlier for being longer or for starting later', () => {
    fc.assert(
      fc.property(periods, starts, fc.nat(30), (period, startOn, more) => {
        const end = dueAt(period, startOn, calendar, provisional);
        expect(
          dueAt({ ...period, amount: period.amount + more }, startOn, calendar, provisional),
        ).toBeGreaterThanOrEqual(end);
        expect(dueAt(period, addDays(startOn, more), calendar, provisional)).toBeGreaterThanOrEqual(end);
      }),
    );
  });

  it('ends a rolling period on a workday, with nothing but rest days rolled over', () => {
    fc.assert(
      fc.property(periods, starts, (period, startOn) => {
        const result = derive({ ...period, roll: 'next-workday' }, startOn, calendar, provisional);
        expect(isWorkday(result.dueOn, calendar, provisional)).toBe(true);
        expect(workdaysBetween(addDays(result.unrolledDueOn, -1), result.dueOn, calendar, provisional)).toBe(1);
      }),
    );
  });

  it('counts exactly the workdays asked for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 90 }), starts, (amount, startOn) => {
        const { dueOn, passed } = derive(workdays(amount), startOn, calendar, provisional);
        expect(workdaysBetween(startOn, dueOn, calendar, provisional)).toBe(amount);
        for (const { on, kind, counted } of passed) {
          expect(dayKind(on, calendar, provisional)).toMatchObject({ kind, working: counted });
        }
      }),
    );
  });

  it('gives the same answer however often it is asked', () => {
    fc.assert(
      fc.property(periods, starts, (period, startOn) => {
        const once = derive(period, startOn, calendar, provisional);
        expect(derive(period, startOn, calendar, provisional)).toEqual(once);
      }),
    );
  });
});
