import type { WorkCalendar } from '@huiyin/domain';
import type { PetitionContext } from './context.ts';
import type { Reckoning } from './policy.ts';

/**
 * Finds what a case is counted by.
 * @param calendars every one that stored cases may count with
 */
export function createReckoning(calendars: readonly WorkCalendar[]) {
  const byVersion = new Map(calendars.map((calendar) => [calendar.version, calendar]));
  /** @throws when the case counts with a calendar that is not loaded */
  return ({ calendar: version, policy }: Pick<PetitionContext, 'calendar' | 'policy'>): Reckoning => {
    const calendar = byVersion.get(version);
    if (!calendar) throw new Error(`the case counts with calendar '${version}', which is not loaded`);
    return { calendar, policy };
  };
}
