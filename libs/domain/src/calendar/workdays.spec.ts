import fc from 'fast-check';
import { CalendarYearMissing, InvalidDate } from '../errors.ts';
import { addDays } from '../time.ts';
import { STATUTORY_CALENDAR as calendar } from './statutory.ts';
import { workCalendar } from './work-calendar.ts';
import { dayKind, isWorkday, nextWorkday, workdaysBetween } from './workdays.ts';
import { year2026 } from './years/2026.ts';

const provisional = { onMissingYear: 'provisional' } as const;
/** Two years of data, and some days on either side of them. */
const dates = fc.integer({ min: -60, max: 800 }).map((n) => addDays('2025-01-01', n));

describe('dayKind', () => {
  it.each([
    ['2026-02-24', { working: true, kind: 'weekday', provisional: false }],
    ['2026-03-07', { working: false, kind: 'weekend', provisional: false }],
    ['2026-02-18', { working: false, kind: 'holiday', name: '春节', provisional: false }],
    ['2026-02-21', { working: false, kind: 'holiday', name: '春节', provisional: false }],
    ['2026-02-14', { working: true, kind: 'make-up-workday', name: '春节', provisional: false }],
    ['2026-09-20', { working: true, kind: 'make-up-workday', name: '国庆节', provisional: false }],
    ['2025-10-06', { working: false, kind: 'holiday', name: '国庆节、中秋节', provisional: false }],
  ])('%s is %p', (on, expected) => {
    expect(dayKind(on, calendar)).toEqual(expected);
  });

  it('refuses a year without a notice unless told to assume', () => {
    expect(() => dayKind('2027-03-01', calendar)).toThrow(CalendarYearMissing);
    expect(() => dayKind('2027-03-01', calendar, { onMissingYear: 'throw' })).toThrow(
      expect.objectContaining({ code: 'CALENDAR_YEAR_MISSING', year: 2027, calendarVersion: 'cn-2026-1' }),
    );
  });

  it.each([
    ['2027-01-01', false, 'holiday'],
    ['2027-05-02', false, 'holiday'],
    ['2027-10-03', false, 'holiday'],
    ['2027-10-04', true, 'weekday'],
    ['2027-02-06', false, 'weekend'],
    ['2024-05-02', true, 'weekday'],
    ['2024-05-01', false, 'holiday'],
  ])('assumes of %s, if told to, that working is %p: %s', (on, working, kind) => {
    expect(dayKind(on, calendar, provisional)).toMatchObject({ working, kind, provisional: true });
  });

  it('holds the last days of December open until the next notice', () => {
    expect(dayKind('2026-12-24', calendar)).toMatchObject({ kind: 'weekday', provisional: false });
    expect(dayKind('2026-12-25', calendar)).toMatchObject({ kind: 'weekday', provisional: true });
    expect(dayKind('2025-12-31', calendar)).toMatchObject({ kind: 'weekday', provisional: false });
  });

  it('follows a notice into the year beside its own', () => {
    const reaching = workCalendar('reaching', [
      {
        ...year2026,
        daysOff: [...year2026.daysOff, { on: '2025-12-31', name: '元旦' }],
        makeUpWorkdays: [...year2026.makeUpWorkdays, { on: '2025-12-28', name: '元旦' }],
      },
    ]);
    expect(dayKind('2025-12-31', reaching)).toEqual({
      working: false,
      kind: 'holiday',
      name: '元旦',
      provisional: false,
    });
    expect(isWorkday('2025-12-28', reaching)).toBe(true);
    expect(() => isWorkday('2025-12-30', reaching)).toThrow(CalendarYearMissing);
  });

  it('refuses what is not a date', () => {
    expect(() => dayKind('2026-02-30', calendar)).toThrow(InvalidDate);
  });
});

describe('nextWorkday', () => {
  it.each([
    ['2026-02-24', '2026-02-24'],
    ['2026-02-15', '2026-02-24'],
    ['2026-02-14', '2026-02-14'],
    ['2026-01-01', '2026-01-04'],
    ['2025-12-27', '2025-12-29'],
  ])('%s → %s', (on, expected) => {
    expect(nextWorkday(on, calendar)).toBe(expected);
  });

  it('is the first workday not before the day', () => {
    fc.assert(
      fc.property(dates, (on) => {
        const next = nextWorkday(on, calendar, provisional);
        expect(next >= on).toBe(true);
        expect(isWorkday(next, calendar, provisional)).toBe(true);
        expect(workdaysBetween(addDays(on, -1), next, calendar, provisional)).toBe(1);
      }),
    );
  });
});

describe('workdaysBetween', () => {
  it.each([
    ['2026-02-10', 5, '2026-02-24'],
    ['2026-02-24', -5, '2026-02-10'],
    ['2026-02-18', -1, '2026-02-14'],
    ['2025-12-31', 1, '2026-01-04'],
    ['2025-12-26', 10, '2026-01-12'],
    ['2025-01-24', 3, '2025-02-05'],
  ])('%s and %i workdays → %s', (from, n, to) => {
    expect(workdaysBetween(from, to, calendar)).toBe(n);
  });

  it('does not count the first day, and counts the last', () => {
    expect(workdaysBetween('2026-02-10', '2026-02-24', calendar)).toBe(5);
    expect(workdaysBetween('2026-02-24', '2026-02-10', calendar)).toBe(-5);
    expect(workdaysBetween('2026-02-24', '2026-02-24', calendar)).toBe(0);
    expect(workdaysBetween('2026-02-14', '2026-02-23', calendar)).toBe(0);
  });

  it('counts each workday as one, there and back', () => {
    fc.assert(
      fc.property(dates, (on) => {
        const before = addDays(on, -1);
        const one = isWorkday(on, calendar, provisional) ? 1 : 0;
        expect(workdaysBetween(before, on, calendar, provisional)).toBe(one);
        expect(workdaysBetween(addDays(on, 1), on, calendar, provisional)).toBe(one === 1 ? -1 : 0);
      }),
    );
  });

  it('refuses to run into a year without a notice', () => {
    expect(() => workdaysBetween('2026-12-30', '2027-01-06', calendar)).toThrow(
      expect.objectContaining({ year: 2027 }),
    );
    expect(() => workdaysBetween('2025-01-02', '2024-12-27', calendar)).toThrow(
      expect.objectContaining({ year: 2024 }),
    );
    expect(() => workdaysBetween('soon', '2026-01-05', calendar)).toThrow(InvalidDate);
  });

  it('adds up over any day in between', () => {
    fc.assert(
      fc.property(dates, fc.nat(60), fc.nat(60), (on, a, b) => {
        const [middle, end] = [addDays(on, a), addDays(on, a + b)];
        const whole = workdaysBetween(on, end, calendar, provisional);
        const first = workdaysBetween(on, middle, calendar, provisional);
        expect(first + workdaysBetween(middle, end, calendar, provisional)).toBe(whole);
      }),
    );
  });
});
