import { HuiyinError } from './huiyin-error.ts';
import type { Instant, LocalDate } from './instant.ts';

/* The errors of this library: README.md says how one is added. */

/** Neither a day of the calendar written `YYYY-MM-DD` (years 0000 to 9999) nor an instant that has one. */
export class InvalidDate extends HuiyinError {
  readonly code = 'INVALID_DATE';
  readonly verdict = 'reject';
  constructor(readonly value: LocalDate | Instant) {
    super(`not a date: ${value}`);
  }
}

/** A length of time that cannot be counted, such as half a day, or hours from a day without a time. */
export class InvalidPeriod extends HuiyinError {
  readonly code = 'INVALID_PERIOD';
  readonly verdict = 'reject';
}

/** The data of a work calendar contradict themselves or the law; `faults` holds every reason, not only the first. */
export class InvalidCalendar extends HuiyinError {
  readonly code = 'INVALID_CALENDAR';
  readonly verdict = 'reject';
  constructor(
    readonly version: string,
    override readonly faults: readonly string[],
  ) {
    super(`work calendar ${version}: ${faults.join('; ')}`);
  }
}

/** Nobody has entered the State Council's notice for `year`, so its working days are not known. */
export class CalendarYearMissing extends HuiyinError {
  readonly code = 'CALENDAR_YEAR_MISSING';
  readonly verdict = 'reject';
  constructor(
    readonly year: number,
    readonly calendarVersion: string,
  ) {
    super(`work calendar ${calendarVersion} has no data for ${year}`);
  }
}

/** A stored case counts with a calendar that this program does not have: the folder of the law lacks its notice. */
export class UnknownCalendar extends HuiyinError {
  readonly code = 'UNKNOWN_CALENDAR';
  readonly verdict = 'reject';
  constructor(version: string) {
    super(`the case counts with calendar '${version}', which is not loaded`);
  }
}

/** The database was written by a version that this one does not carry on. */
export class DatabaseTooOld extends HuiyinError {
  readonly code = 'DATABASE_TOO_OLD';
  readonly verdict = 'reject';
}
