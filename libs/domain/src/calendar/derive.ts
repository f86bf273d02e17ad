import { InvalidPeriod } from '../errors.ts';
import type { Instant, LocalDate } from '../instant.ts';
import { addDays, addMonths, dateOf, endOfDay, localDate } from '../time.ts';
import type { Derivation, PassedDay, Period } from './period.ts';
import type { WorkCalendar } from './work-calendar.ts';
import { dayKind, isWorkday, missingYearFor, type CalendarOptions, type DayKind } from './workdays.ts';

/** How the helpers below look at a day; derive remembers what it saw. */
type Look = (on: LocalDate) => DayKind;

const HOUR_MS = 3_600_000;

/**
 * When a period ends, and why.
 * @param start the event that starts it: its instant, or its day if the time is not known; hours need the instant
 * @article 民法典 201–203
 * @throws InvalidPeriod, InvalidDate, CalendarYearMissing (periods that neither count workdays nor roll need no data)
 */
export function derive(
  { amount, unit, roll }: Period,
  start: Instant | LocalDate,
  calendar: WorkCalendar,
  options: CalendarOptions = {},
): Derivation {
  const period = checked({ amount, unit, roll });
  if (unit === 'hour') return deriveHours(period, start, calendar);

  const missingYears = new Set<number>();
  const look: Look = (on) => {
    const day = dayKind(on, calendar, options);
    const missingYear = day.provisional ? missingYearFor(on, calendar) : undefined;
    if (missingYear !== undefined) missingYears.add(missingYear);
    return day;
  };
  const startOn = typeof start === 'number' ? dateOf(start) : localDate(start);
  const counted = unit === 'workday' ? countWorkdays(startOn, amount, look) : countDays(startOn, period);
  const rolls = roll === 'next-workday' && unit !== 'workday';
  const rolled = rolls ? rollForward(counted.lastOn, look) : { lastOn: counted.lastOn, passed: [] };
  const nextWorkdayOn = rolls ? undefined : certainNextWorkday(counted.lastOn, calendar);
  return {
    period,
    startOn,
    firstDayOn: addDays(startOn, 1),
    unrolledDueOn: counted.lastOn,
    dueOn: rolled.lastOn,
    dueAt: endOfDay(rolled.lastOn),
    rolled: rolled.lastOn !== counted.lastOn,
    passed: [...counted.passed, ...rolled.passed],
    ...(nextWorkdayOn !== undefined && { nextWorkdayOn }),
    provisionalYears: [...missingYears],
    calendarVersion: calendar.version,
  };
}

/** The first instant that is too late: `derive(…).dueAt`. @throws as derive */
export function dueAt(
  period: Period,
  start: Instant | LocalDate,
  calendar: WorkCalendar,
  options?: CalendarOptions,
): Instant {
  return derive(period, start, calendar, options).dueAt;
}

function checked(period: Period): Period {
  const { amount, unit, roll } = period;
  if (!Number.isSafeInteger(amount) || amount < 1) throw new InvalidPeriod(`nothing lasts ${amount} ${unit}s`);
  if (unit === 'hour' && roll !== 'none') throw new InvalidPeriod('a period in hours has no last day that could roll');
  return period;
}

/** Hours run from the stated time, through nights and rest days alike. @article 民法典 201 ¶2 */
function deriveHours(period: Period, start: Instant | LocalDate, calendar: WorkCalendar): Derivation {
  if (typeof start !== 'number') throw new InvalidPeriod(`hours cannot be counted from ${start} without a time of day`);
  const startOn = dateOf(start);
  const end = start + period.amount * HOUR_MS;
  // An end at midnight is 24:00 of the day before, as it is when days are counted.
  const dueOn = dateOf(end - 1);
  return {
    period,
    startOn,
    startAt: start,
    firstDayOn: startOn,
    unrolledDueOn: dueOn,
    dueOn,
    dueAt: end,
    rolled: false,
    passed: [],
    provisionalYears: [],
    calendarVersion: calendar.version,
  };
}

interface Counted {
  lastOn: LocalDate;
  passed: PassedDay[];
}

function countDays(startOn: LocalDate, { amount, unit }: Period): Counted {
  return { lastOn: unit === 'month' ? addMonths(startOn, amount) : addDays(startOn, amount), passed: [] };
}

function countWorkdays(startOn: LocalDate, amount: number, look: Look): Counted {
  const passed: PassedDay[] = [];
  let on = startOn;
  for (let left = amount; left > 0;) {
    on = addDays(on, 1);
    const day = look(on);
    passed.push(...worthNoting(on, day));
    if (day.working) left -= 1;
  }
  return { lastOn: on, passed };
}

/** A rest day as the last gives way to the first day after the rest is over. @article 民法典 203 */
function rollForward(lastOn: LocalDate, look: Look): Counted {
  const passed: PassedDay[] = [];
  for (let on = lastOn; ; on = addDays(on, 1)) {
    const day = look(on);
    passed.push(...worthNoting(on, day));
    if (day.working) return { lastOn: on, passed };
  }
}

/** An ordinary weekday needs no explanation. */
function worthNoting(on: LocalDate, { kind, name, working }: DayKind): PassedDay[] {
  return kind === 'weekday' ? [] : [{ on, kind, ...(name !== undefined && { name }), counted: working }];
}

/** Where a strict period would have rolled to. It is only information, so missing data leave it out and never throw. */
function certainNextWorkday(lastOn: LocalDate, calendar: WorkCalendar): LocalDate | undefined {
  for (let on = lastOn; missingYearFor(on, calendar) === undefined; on = addDays(on, 1)) {
    if (isWorkday(on, calendar)) return on === lastOn ? undefined : on;
  }
  return undefined;
}
