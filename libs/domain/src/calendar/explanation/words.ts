import type { LocalDate } from '../../instant.ts';
import { addDays } from '../../time.ts';
import type { Derivation, PassedDay, Period } from '../period.ts';

interface Span {
  first: LocalDate;
  last: LocalDate;
}

/** Days that were passed over, or worked, for one and the same reason. */
export interface DayGroup extends Omit<PassedDay, 'on'> {
  readonly spans: Span[];
}

/** What an explanation says, in one language; each method gives one whole sentence. */
export interface Words {
  start(derivation: Derivation): string;
  rule(period: Period): string;
  days(group: DayGroup, derivation: Derivation): string;
  rolled(derivation: Derivation, over: readonly DayGroup[]): string;
  notRolled(derivation: Derivation, nextWorkdayOn: LocalDate): string;
  due(derivation: Derivation): string;
  provisional(years: readonly number[]): string;
}

/** One group for each reason, in the order in which the reasons first occur. */
export function groupDays(days: readonly PassedDay[]): DayGroup[] {
  const groups: DayGroup[] = [];
  for (const { on, ...reason } of days) {
    const known = groups.find(({ kind, name }) => kind === reason.kind && name === reason.name);
    const group = known ?? { ...reason, spans: [] };
    if (!known) groups.push(group);
    append(on, group.spans);
  }
  return groups;
}

function append(on: LocalDate, spans: Span[]): void {
  const latest = spans.at(-1);
  if (latest && addDays(latest.last, 1) === on) latest.last = on;
  else spans.push({ first: on, last: on });
}
