import { CalendarYearMissing } from '../errors.ts';
import type { LocalDate } from '../instant.ts';
import { addDays, daysBetween, yearOf } from '../time.ts';
import { fixedHolidays, isWeekend } from './rest-days.ts';
import { NOTICE_REACH_DAYS, type WorkCalendar } from './work-calendar.ts';

/** What a day is, and by what. */
export interface DayKind {
  readonly working: boolean;
  readonly kind: 'weekday' | 'weekend' | 'holiday' | 'make-up-workday';
  /** The holiday that the day off or the make-up workday belongs to. */
  readonly name?: string;
  /** True if a notice that the calendar lacks may still change the answer. */
  readonly provisional: boolean;
}

/** What to do about a year whose notice the calendar lacks. */
export interface CalendarOptions {
  /**
   * `throw` (the default): CalendarYearMissing. `provisional`: assume weekends and the holidays with a date fixed by law,
   * and mark the result.
   */
  readonly onMissingYear?: 'throw' | 'provisional';
}

/** @throws InvalidDate, CalendarYearMissing */
export function dayKind(on: LocalDate, calendar: WorkCalendar, options: CalendarOptions = {}): DayKind {
  const weekend = isWeekend(on);
  const named = calendar.namedDays.get(on);
  if (named) return { ...named, kind: named.working ? 'make-up-workday' : 'holiday', provisional: false };

  const year = yearOf(on);
  const missing = !calendar.years.has(year);
  if (missing && options.onMissingYear !== 'provisional') throw new CalendarYearMissing(year, calendar.version);

  const fixed = missing ? fixedHolidays(year).find((holiday) => holiday.on === on) : undefined;
  const provisional = missingYearFor(on, calendar) !== undefined;
  if (fixed) return { working: false, kind: 'holiday', name: fixed.name, provisional };
  return { working: !weekend, kind: weekend ? 'weekend' : 'weekday', provisional };
}

/**
 * The year whose missing notice may change what `on` is, if there is one. It can be the year after: that notice, issued
 * in November, may claim the last days of December for the New Year's span, or give them back as make-up workdays.
 * @throws InvalidDate
 */
export function missingYearFor(on: LocalDate, calendar: WorkCalendar): number | undefined {
  if (calendar.namedDays.has(on)) return undefined;
  return [yearOf(on), yearOf(addDays(on, NOTICE_REACH_DAYS))].find((year) => !calendar.years.has(year));
}

/** @throws InvalidDate, CalendarYearMissing */
export function isWorkday(on: LocalDate, calendar: WorkCalendar, options?: CalendarOptions): boolean {
  return dayKind(on, calendar, options).working;
}

/** The day itself if it is a workday, otherwise the first one after it. @throws InvalidDate, CalendarYearMissing */
export function nextWorkday(on: LocalDate, calendar: WorkCalendar, options?: CalendarOptions): LocalDate {
  let day = on;
  while (!isWorkday(day, calendar, options)) day = addDays(day, 1);
  return day;
}

/**
 * How many workdays one meets going from `from`, which is not counted, to `to`, which is; negative if `to` is earlier.
 * @unit workdays @throws InvalidDate, CalendarYearMissing
 */
export function workdaysBetween(
  from: LocalDate,
  to: LocalDate,
  calendar: WorkCalendar,
  options?: CalendarOptions,
): number {
  const days = daysBetween(from, to);
  const step = Math.sign(days);
  let count = 0;
  for (let n = 1; n <= Math.abs(days); n += 1) {
    if (isWorkday(addDays(from, n * step), calendar, options)) count += step;
  }
  return count;
}
