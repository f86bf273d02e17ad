import { InvalidCalendar } from '../errors.ts';
import type { LocalDate } from '../instant.ts';
import { daysBetween, isLocalDate } from '../time.ts';
import { fixedHolidays, isWeekend } from './rest-days.ts';

/** A date singled out by a notice, with the holiday it belongs to, such as 春节. */
export interface NamedDate {
  readonly on: LocalDate;
  readonly name: string;
}

/** The State Council's arrangement for one year, as the yearly notice fixes it. */
export interface CalendarYear {
  readonly year: number;
  readonly notice: {
    readonly title: string;
    readonly number: string;
    readonly issuedOn: LocalDate;
    readonly url?: string;
  };
  /** Every day of each span off, weekends within it included. */
  readonly daysOff: readonly NamedDate[];
  /** Saturdays and Sundays that are worked in exchange (调休). */
  readonly makeUpWorkdays: readonly NamedDate[];
}

interface NamedDay {
  readonly working: boolean;
  readonly name: string;
}

/** Which days are worked. Always an argument, never module state: a deadline can be recomputed under the calendar it had. */
export interface WorkCalendar {
  /** Kept with every derived date, so that a corrected calendar shows which deadlines to derive again. */
  readonly version: string;
  readonly years: ReadonlyMap<number, CalendarYear>;
  /** What the notices say of single days, whichever year's notice says it. */
  readonly namedDays: ReadonlyMap<LocalDate, NamedDay>;
}

/** How far into its neighbours a year's notice may reach: that for 2019 made Saturday 29 December 2018 a workday. */
export const NOTICE_REACH_DAYS = 7;

/**
 * A calendar of the years given. An empty or half-filled year is refused: it must never read as "no holidays".
 * @throws InvalidCalendar naming every fault at once
 */
export function workCalendar(version: string, years: readonly CalendarYear[]): WorkCalendar {
  const faults = [...repeatedYears(years), ...years.flatMap(faultsOfYear), ...repeatedDates(years)];
  if (faults.length > 0) throw new InvalidCalendar(version, faults);
  return {
    version,
    years: new Map(years.map((each) => [each.year, each])),
    namedDays: new Map(years.flatMap(namedDaysOf)),
  };
}

function namedDaysOf({ daysOff, makeUpWorkdays }: CalendarYear): [LocalDate, NamedDay][] {
  const entries = (days: readonly NamedDate[], working: boolean) =>
    days.map(({ on, name }): [LocalDate, NamedDay] => [on, { working, name }]);
  return [...entries(daysOff, false), ...entries(makeUpWorkdays, true)];
}

function faultsOfYear(data: CalendarYear): string[] {
  const { year, notice, daysOff, makeUpWorkdays } = data;
  if (!Number.isInteger(year) || !isLocalDate(`${year}-01-01`)) return [`${year} is not a year`];
  const off = new Set(daysOff.map(({ on }) => on));
  return [
    ...(isLocalDate(notice.issuedOn)
      ? []
      : [`${year}: the notice is issued on ${notice.issuedOn}, which is not a date`]),
    ...[...daysOff, ...makeUpWorkdays].flatMap((day) => faultsOfDay(day, year)),
    ...makeUpWorkdays.filter(({ on }) => isLocalDate(on) && !isWeekend(on)).map(({ on }) => `${on} is worked anyway`),
    ...fixedHolidays(year)
      .filter(({ on }) => !off.has(on))
      .map(({ on, name }) => `${on} ${name} is off by law but not by these data`),
  ];
}

function faultsOfDay({ on, name }: NamedDate, year: number): string[] {
  if (!isLocalDate(on)) return [`${year}: ${on} is not a date`];
  const early = daysBetween(on, `${year}-01-01`);
  const late = daysBetween(`${year}-12-31`, on);
  return [
    ...(Math.max(early, late) > NOTICE_REACH_DAYS ? [`${on} is out of reach of the notice for ${year}`] : []),
    ...(name.trim() === '' ? [`${on} has no name`] : []),
  ];
}

function repeatedYears(years: readonly CalendarYear[]): string[] {
  return repeated(years.map(({ year }) => year)).map((year) => `${year} is given more than once`);
}

function repeatedDates(years: readonly CalendarYear[]): string[] {
  return repeated(years.flatMap(namedDaysOf).map(([on]) => on)).map((on) => `${on} is named more than once`);
}

function repeated<T>(items: readonly T[]): T[] {
  return [...new Set(items.filter((item, index) => items.indexOf(item) < index))];
}
