import type { Instant, LocalDate } from './instant.ts';

/** What every fault of this library has in common: a `code` that callers map, so that nobody reads messages. */
abstract class DomainError extends Error {
  abstract readonly code: string;

  constructor(message: string) {
    super(message);
    this.name = new.target.name;
  }
}

/** Neither a day of the calendar written `YYYY-MM-DD` (years 0000 to 9999) nor an instant that has one. */
export class InvalidDate extends DomainError {
  readonly code = 'INVALID_DATE';

  constructor(readonly value: LocalDate | Instant) {
    super(`not a date: ${value}`);
  }
}

/** A length of time that cannot be counted, such as half a day, or hours from a day without a time. */
export class InvalidPeriod extends DomainError {
  readonly code = 'INVALID_PERIOD';
}

/** The data of a work calendar contradict themselves or the law; `faults` holds every reason, not only the first. */
export class InvalidCalendar extends DomainError {
  readonly code = 'INVALID_CALENDAR';

  constructor(
    readonly version: string,
    readonly faults: readonly string[],
  ) {
    super(`work calendar ${version}: ${faults.join('; ')}`);
  }
}

/** Nobody has entered the State Council's notice for `year`, so its working days are not known. */
export class CalendarYearMissing extends DomainError {
  readonly code = 'CALENDAR_YEAR_MISSING';

  constructor(
    readonly year: number,
    readonly calendarVersion: string,
  ) {
    super(`work calendar ${calendarVersion} has no data for ${year}`);
  }
}
