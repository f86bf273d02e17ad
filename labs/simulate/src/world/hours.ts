import { addDays, dateOf, isWorkday, nextWorkday, startOfDay, STATUTORY_CALENDAR } from '@huiyin/domain';
import type { Instant, LocalDate } from '@huiyin/domain';

const MINUTE_MS = 60_000;

/** Counter hours of a township office: 8:30 to 12:00 and 14:00 to 17:30. @unit milliseconds since midnight */
const MORNING = { opens: 510 * MINUTE_MS, closes: 720 * MINUTE_MS };
const AFTERNOON = { opens: 840 * MINUTE_MS, closes: 1050 * MINUTE_MS };
const HALF_MS = MORNING.closes - MORNING.opens;
const DAY_MS = 2 * HALF_MS;

/** Past this share of a day nothing new is begun. */
const GOING_HOME = 0.95;

/** Plans reach beyond the years whose holidays are known. */
const CALENDAR = [STATUTORY_CALENDAR, { onMissingYear: 'provisional' }] as const;

/** The workdays of a span, the day `until` not included. */
export function workdaysOf(from: LocalDate, until: LocalDate): LocalDate[] {
  const days: LocalDate[] = [];
  for (let day = from; day < until; day = addDays(day, 1)) if (isWorkday(day, ...CALENDAR)) days.push(day);
  return days;
}

/**
 * A moment in office hours on the day, or the first workday after it, and not before `after`.
 * @param share how much of the hours that are left by then goes by first, from 0 to 1
 */
export function workingTime(day: LocalDate, share: number, after: Instant): Instant {
  const today = dateOf(after);
  const on = nextWorkday(day > today ? day : today, ...CALENDAR);
  const gone = on === today ? shareOf(after - startOfDay(on)) : 0;
  if (gone >= GOING_HOME) return workingTime(addDays(on, 1), share, after);
  return Math.max(after, startOfDay(on) + timeAt(gone + (1 - gone) * share));
}

/** The workday that lies `count` workdays after the given day. */
export function workdaysLater(day: LocalDate, count: number): LocalDate {
  let on = day;
  for (let n = 0; n < count; n++) on = nextWorkday(addDays(on, 1), ...CALENDAR);
  return on;
}

function timeAt(share: number): number {
  const worked = Math.floor(share * DAY_MS);
  return worked < HALF_MS ? MORNING.opens + worked : AFTERNOON.opens + worked - HALF_MS;
}

function shareOf(sinceMidnight: number): number {
  const worked = ({ opens, closes }: typeof MORNING) => Math.min(Math.max(sinceMidnight, opens), closes) - opens;
  return (worked(MORNING) + worked(AFTERNOON)) / DAY_MS;
}
