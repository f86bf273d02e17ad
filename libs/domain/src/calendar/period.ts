import type { Instant, LocalDate } from '../instant.ts';
import type { DayKind } from './workdays.ts';

/** A length of time as a rule of law states it. */
export interface Period {
  /** A whole number of at least 1. @unit that of `unit` */
  readonly amount: number;
  readonly unit: 'hour' | 'calendar-day' | 'workday' | 'month';
  /** Whether a last day that is a rest day gives way to the next workday. @article 民法典 203 */
  readonly roll: 'none' | 'next-workday';
}

/** A day that is not what its place in the week suggests, or that the period passed over. */
export interface PassedDay {
  readonly on: LocalDate;
  readonly kind: Exclude<DayKind['kind'], 'weekday'>;
  readonly name?: string;
  /** Make-up workdays count; rest days that were skipped or rolled over do not. */
  readonly counted: boolean;
}

/** A due date with the reasons for it: plain JSON, to be stored beside the deadline and explained years later. */
export interface Derivation {
  readonly period: Period;
  /** The day of the event that starts the period; not counted, unless the period is in hours. @article 民法典 201 */
  readonly startOn: LocalDate;
  /** The stated time, when the period is in hours. */
  readonly startAt?: Instant;
  readonly firstDayOn: LocalDate;
  /** The last day before any roll. */
  readonly unrolledDueOn: LocalDate;
  /** The last day on which it is not too late. */
  readonly dueOn: LocalDate;
  /** The first instant that is too late: 24:00 of `dueOn`, or the stated time when the period is in hours. */
  readonly dueAt: Instant;
  readonly rolled: boolean;
  readonly passed: readonly PassedDay[];
  /**
   * For information, when the last day is a rest day and the period does not roll: where it would have rolled to.
   * Left out if that is not certain, for lack of the year's notice.
   */
  readonly nextWorkdayOn?: LocalDate;
  /** The years whose missing notice may still move `dueOn`. */
  readonly provisionalYears: readonly number[];
  readonly calendarVersion: string;
}
