import type { LocalDate } from '../../instant.ts';
import { addDays, daysBetween } from '../../time.ts';
import type { NamedDate } from '../work-calendar.ts';

/** Every day from `first` to `last`, both included: the notices speak of spans, and are easiest checked as such. */
export function span(name: string, first: LocalDate, last: LocalDate = first): NamedDate[] {
  return Array.from({ length: daysBetween(first, last) + 1 }, (_, n) => ({ on: addDays(first, n), name }));
}
