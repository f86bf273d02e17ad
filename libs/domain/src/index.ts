/** What a day is in law. Pure: no clock, no storage, no dependency. The stored shapes are behind `./entities.ts`. */
export { CalendarYearMissing, InvalidCalendar, InvalidDate, InvalidPeriod } from './errors.ts';
export type { Instant, LocalDate } from './instant.ts';
export { addDays, dateOf, daysBetween, endOfDay, isLocalDate, startOfDay, timeOfDay, toIso, weekday } from './time.ts';
export { derive, dueAt } from './calendar/derive.ts';
export { explainDerivation, type ExplanationLocale } from './calendar/explain.ts';
export type { Derivation, PassedDay, Period } from './calendar/period.ts';
export { STATUTORY_CALENDAR } from './calendar/statutory.ts';
export { workCalendar, type CalendarYear, type NamedDate, type WorkCalendar } from './calendar/work-calendar.ts';
export { dayKind, isWorkday, nextWorkday, workdaysBetween } from './calendar/workdays.ts';
