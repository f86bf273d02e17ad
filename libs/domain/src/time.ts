import { InvalidDate, InvalidPeriod } from './errors.ts';
import type { Instant, LocalDate } from './instant.ts';

const DAY_MS = 86_400_000;

/**
 * Asia/Shanghai has been UTC+8 without summer time since September 1991, long before any case this system can hold
 * (《信访工作条例》 is of 2022). A constant cannot disagree with the time zone data of the machine it happens to run on.
 */
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** The text as a date, if it is a day that exists. @throws InvalidDate */
export function localDate(text: string): LocalDate {
  utcMidnight(text);
  return text;
}

/** Whether `localDate` would accept the text. */
export function isLocalDate(text: string): boolean {
  return parse(text) !== undefined;
}

/** 00:00 of the day in Asia/Shanghai. @throws InvalidDate */
export function startOfDay(on: LocalDate): Instant {
  return utcMidnight(on) - SHANGHAI_OFFSET_MS;
}

/**
 * 24:00 of the day, which is 00:00 of the next: the first instant that is too late.
 * Hence `dateOf(endOfDay(on))` is the following day.
 * @article 民法典 203 @throws InvalidDate
 */
export function endOfDay(on: LocalDate): Instant {
  return startOfDay(on) + DAY_MS;
}

/** The day in Asia/Shanghai that the instant belongs to. @throws InvalidDate */
export function dateOf(instant: Instant): LocalDate {
  return format(instant + SHANGHAI_OFFSET_MS);
}

/** @param n calendar days, negative for earlier. @throws InvalidDate, InvalidPeriod if `n` is not whole */
export function addDays(on: LocalDate, n: number): LocalDate {
  return format(utcMidnight(on) + whole(n) * DAY_MS);
}

/**
 * The corresponding day of the month `n` months on, or the last day of that month if it has none.
 * @article 民法典 202 @throws InvalidDate, InvalidPeriod if `n` is not whole
 */
export function addMonths(on: LocalDate, n: number): LocalDate {
  const target = new Date(utcMidnight(on));
  const dayOfMonth = target.getUTCDate();
  target.setUTCMonth(target.getUTCMonth() + whole(n) + 1, 0);
  target.setUTCDate(Math.min(dayOfMonth, target.getUTCDate()));
  return format(target.getTime());
}

/** How many days `to` is after `from`; negative if it is before. @unit calendar days @throws InvalidDate */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return (utcMidnight(to) - utcMidnight(from)) / DAY_MS;
}

/** 0 is Sunday, 6 is Saturday. @throws InvalidDate */
export function weekday(on: LocalDate): number {
  return new Date(utcMidnight(on)).getUTCDay();
}

/** The clock in Asia/Shanghai, `HH:MM`, seconds dropped. @throws InvalidDate */
export function timeOfDay(instant: Instant): string {
  return toIso(instant + SHANGHAI_OFFSET_MS).slice(11, 16);
}

/** @throws InvalidDate */
export function yearOf(on: LocalDate): number {
  return new Date(utcMidnight(on)).getUTCFullYear();
}

/** RFC 3339 in UTC, such as `2026-02-24T16:00:00.000Z`. @throws InvalidDate */
export function toIso(instant: Instant): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) throw new InvalidDate(instant);
  return date.toISOString();
}

/** Days are counted on the UTC clock, where each has exactly 24 hours. */
function utcMidnight(on: LocalDate): number {
  const ms = parse(on);
  if (ms === undefined) throw new InvalidDate(on);
  return ms;
}

function parse(text: string): number | undefined {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  // Engines read 30 February as 2 March: whatever does not exist comes out as another day of the month.
  return new Date(ms).getUTCDate() === Number(text.slice(8)) ? ms : undefined;
}

function format(utcMs: number): LocalDate {
  const iso = toIso(utcMs);
  // Outside the years 0000 to 9999 ISO 8601 writes a sign and six digits.
  if (iso.length !== 24) throw new InvalidDate(utcMs);
  return iso.slice(0, 10);
}

function whole(n: number): number {
  if (!Number.isSafeInteger(n)) throw new InvalidPeriod(`not a whole number: ${n}`);
  return n;
}
