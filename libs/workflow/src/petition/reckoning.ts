import { UnknownCalendar } from '@huiyin/domain';
import type { WorkCalendar } from '@huiyin/domain';
import type { Clock } from './clock.ts';
import type { PetitionContext } from './context.ts';
import type { Reckoning } from './policy.ts';

/**
 * Finds what a case is counted by.
 * @param calendars every one that stored cases may count with
 */
export function createReckoning(calendars: readonly WorkCalendar[]) {
  const byVersion = new Map(calendars.map((calendar) => [calendar.version, calendar]));
  /**
   * @param clock which of the case's clocks is meant: one that ended before the calendar changed keeps its own
   * @throws UnknownCalendar
   */
  return (
    { calendar, changeOfLaw, policy }: Pick<PetitionContext, 'calendar' | 'changeOfLaw' | 'policy'>,
    clock?: Clock,
  ): Reckoning => {
    const version = clock?.calendar ?? calendar;
    const found = byVersion.get(version);
    if (!found) throw new UnknownCalendar(version);
    return { calendar: found, changeOfLaw, policy };
  };
}
