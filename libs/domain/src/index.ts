/**
 * What a day is in law, and what errors have in common. Pure: no clock, no storage, no dependency. The stored shapes are behind
 * `./entities.ts`.
 */
import type * as errors from './errors.ts';

export * from './errors.ts';
export { HuiyinError, withFaults, type Verdict } from './huiyin-error.ts';
/** Any error of this library: whoever tells them all is reminded of a new one by the compiler. */
export type DomainError = InstanceType<(typeof errors)[keyof typeof errors]>;

export type { Instant, LocalDate } from './instant.ts';
export { addDays, dateOf, daysBetween, endOfDay, isLocalDate, startOfDay, timeOfDay, toIso, weekday } from './time.ts';
export { derive, dueAt } from './calendar/derive.ts';
export { explainDerivation, type ExplanationLocale } from './calendar/explain.ts';
export type { Derivation, PassedDay, Period } from './calendar/period.ts';
export { STATUTORY_CALENDAR } from './calendar/statutory.ts';
export { workCalendar, type CalendarYear, type NamedDate, type WorkCalendar } from './calendar/work-calendar.ts';
export { dayKind, isWorkday, nextWorkday, workdaysBetween } from './calendar/workdays.ts';
