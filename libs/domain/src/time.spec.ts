import fc from 'fast-check';
import { InvalidDate, InvalidPeriod } from './errors.ts';
import {
  addDays,
  addMonths,
  dateOf,
  daysBetween,
  endOfDay,
  isLocalDate,
  localDate,
  startOfDay,
  timeOfDay,
  toIso,
  weekday,
} from './time.ts';

const dates = fc.integer({ min: -20_000, max: 60_000 }).map((n) => addDays('1970-01-01', n));
const smallNumbers = fc.integer({ min: -2_000, max: 2_000 });

describe('localDate', () => {
  it.each(['2026-02-24', '2024-02-29', '2000-02-29', '0000-01-01', '9999-12-31'])('accepts %s', (text) => {
    expect(localDate(text)).toBe(text);
    expect(isLocalDate(text)).toBe(true);
  });

  it.each([
    ['29 February of a common year', '2026-02-29'],
    ['29 February of a century', '2100-02-29'],
    ['30 February', '2026-02-30'],
    ['31 April', '2026-04-31'],
    ['month 13', '2026-13-01'],
    ['month 0', '2026-00-10'],
    ['day 0', '2026-01-00'],
    ['day 32', '2026-01-32'],
    ['no leading zeros', '2026-2-4'],
    ['slashes', '2026/02/24'],
    ['a time', '2026-02-24T00:00:00Z'],
    ['surrounding space', ' 2026-02-24'],
    ['a line break', '2026-02-24\n'],
    ['full-width digits', '２０２６-02-24'],
    ['a sign', '-2026-02-24'],
    ['five digits of year', '12026-02-24'],
    ['nothing', ''],
  ])('refuses %s', (_why, text) => {
    expect(() => localDate(text)).toThrow(InvalidDate);
    expect(isLocalDate(text)).toBe(false);
  });

  it('says by code and value what was wrong', () => {
    expect(() => localDate('soon')).toThrow(expect.objectContaining({ code: 'INVALID_DATE', value: 'soon' }));
  });
});

describe('a day in Asia/Shanghai', () => {
  it('begins at 16:00 of the day before in UTC and ends 24 hours later', () => {
    expect(toIso(startOfDay('2026-02-24'))).toBe('2026-02-23T16:00:00.000Z');
    expect(toIso(endOfDay('2026-02-24'))).toBe('2026-02-24T16:00:00.000Z');
  });

  it.each([
    ['2026-02-23T15:59:59.999Z', '2026-02-23', '23:59'],
    ['2026-02-23T16:00:00.000Z', '2026-02-24', '00:00'],
    ['2026-12-31T16:00:00.000Z', '2027-01-01', '00:00'],
    ['1970-01-01T00:00:00.000Z', '1970-01-01', '08:00'],
  ])('%s is on %s at %s', (iso, on, time) => {
    expect(dateOf(Date.parse(iso))).toBe(on);
    expect(timeOfDay(Date.parse(iso))).toBe(time);
  });

  it('agrees with the time zone database since 1992', () => {
    const shanghai = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', dateStyle: 'short' });
    const instants = fc.integer({ min: Date.UTC(1992, 0), max: Date.UTC(2100, 0) });
    fc.assert(fc.property(instants, (at) => expect(dateOf(at)).toBe(shanghai.format(at))));
  });

  it('holds every instant from its start up to, but not including, its end', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 0, max: 86_399_999 }), (on, ms) => {
        expect(dateOf(startOfDay(on) + ms)).toBe(on);
        expect(endOfDay(on)).toBe(startOfDay(addDays(on, 1)));
      }),
    );
  });

  it.each([NaN, Infinity, 8.64e15, -1e15])('refuses the instant %p, which has no date of four-digit year', (at) => {
    expect(() => dateOf(at)).toThrow(InvalidDate);
  });

  it('writes no instant that is none', () => {
    expect(() => toIso(NaN)).toThrow(InvalidDate);
  });
});

describe('addDays', () => {
  it.each([
    ['2026-02-28', 1, '2026-03-01'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2024-02-29', 365, '2025-02-28'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2026-03-01', 0, '2026-03-01'],
  ])('%s %i → %s', (on, n, expected) => {
    expect(addDays(on, n)).toBe(expected);
  });

  it('is undone by daysBetween, and follows the order of the numbers', () => {
    fc.assert(
      fc.property(dates, smallNumbers, (on, n) => {
        expect(daysBetween(on, addDays(on, n))).toBe(n);
        expect(addDays(on, n) < addDays(on, n + 1)).toBe(true);
      }),
    );
  });

  it('turns the week by one', () => {
    expect(weekday('2026-02-22')).toBe(0);
    fc.assert(fc.property(dates, (on) => expect(weekday(addDays(on, 1))).toBe((weekday(on) + 1) % 7)));
  });

  it('refuses part of a day, and a day beyond the calendar', () => {
    expect(() => addDays('2026-02-24', 0.5)).toThrow(InvalidPeriod);
    expect(() => addDays('9999-12-31', 1)).toThrow(InvalidDate);
    expect(() => addDays('2026-02-30', 1)).toThrow(InvalidDate);
  });
});

describe('addMonths', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-08-31', 1, '2026-09-30'],
    ['2026-02-28', 1, '2026-03-28'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2026-01-15', 0, '2026-01-15'],
  ])('%s %i → %s', (on, n, expected) => {
    expect(addMonths(on, n)).toBe(expected);
  });

  it('keeps the day of the month, or the last day of a shorter month', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -300, max: 300 }), (on, n) => {
        const result = addMonths(on, n);
        const isLastOfMonth = addDays(result, 1).endsWith('-01');
        expect(result.slice(8) === on.slice(8) || (result.slice(8) < on.slice(8) && isLastOfMonth)).toBe(true);
      }),
    );
  });

  it('refuses part of a month', () => {
    expect(() => addMonths('2026-02-24', 1.5)).toThrow(InvalidPeriod);
  });
});
