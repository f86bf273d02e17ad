import { addDays, daysBetween } from '../time.ts';
import { isWeekend } from './rest-days.ts';
import { STATUTORY_CALENDAR } from './statutory.ts';
import { isWorkday, nextWorkday, workdaysBetween } from './workdays.ts';

describe('STATUTORY_CALENDAR', () => {
  /** Length of each span off and number of make-up workdays, as the notices state them. */
  it.each([
    [2025, { 元旦: 1, 春节: 8, 清明节: 3, 劳动节: 5, 端午节: 3, '国庆节、中秋节': 8 }, 5],
    [2026, { 元旦: 3, 春节: 9, 清明节: 3, 劳动节: 5, 端午节: 3, 中秋节: 3, 国庆节: 7 }, 6],
  ])('holds the spans of the notice for %i', (year, spans, makeUps) => {
    const data = STATUTORY_CALENDAR.years.get(year);
    const lengths: Record<string, number> = {};
    for (const { name } of data?.daysOff ?? []) lengths[name] = (lengths[name] ?? 0) + 1;
    expect(lengths).toEqual(spans);
    expect(data?.makeUpWorkdays).toHaveLength(makeUps);
  });

  it.each([2025, 2026])('swaps weekdays for weekends so that %i keeps 13 holidays in all', (year) => {
    const [first, last] = [`${year}-01-01`, `${year}-12-31`];
    const weekdays = Array.from({ length: daysBetween(first, last) + 1 }, (_, n) => addDays(first, n)).filter(
      (on) => !isWeekend(on),
    );
    const workdays = workdaysBetween(addDays(first, -1), last, STATUTORY_CALENDAR, { onMissingYear: 'provisional' });
    // Art. 6: a holiday that falls on a weekend is made up, so the law takes 13 weekdays whatever the year.
    expect(weekdays.length - workdays).toBe(13);
  });

  it('has every make-up workday worked, and reachable as a due date', () => {
    for (const { makeUpWorkdays } of STATUTORY_CALENDAR.years.values()) {
      for (const { on } of makeUpWorkdays) {
        expect(isWorkday(on, STATUTORY_CALENDAR)).toBe(true);
        expect(nextWorkday(on, STATUTORY_CALENDAR)).toBe(on);
      }
    }
  });
});
