import { STATUTORY_CALENDAR } from '@huiyin/domain';
import type { LocalDate, WorkCalendar } from '@huiyin/domain';
import { CHANGES_OF_LAW, changeOfLawOn } from '@huiyin/workflow';
import type { PetitionLaw, Policy } from '@huiyin/workflow';

/** A policy and where it holds. */
export interface AreaPolicy {
  /** Code of the unit in and below which it holds. */
  readonly area: string;
  readonly policy: Policy;
}

/** What cases are counted by: working-day calendars, oldest first, the national numbers, and what provinces lay down otherwise. */
export interface Law {
  readonly calendars: readonly [WorkCalendar, ...WorkCalendar[]];
  /** How the national numbers have changed, oldest first. */
  readonly changes: readonly Policy[];
  readonly policies: readonly AreaPolicy[];
}

/** The notices and numbers the program brings along. */
export const NATIONAL_LAW: Law = { calendars: [STATUTORY_CALENDAR], changes: CHANGES_OF_LAW, policies: [] };

/** The calendar that new cases count with. */
export function currentCalendar({ calendars }: Law): WorkCalendar {
  return calendars[calendars.length - 1] as WorkCalendar;
}

/** In November the State Council publishes the notice for the next year. */
const NOTICE_MONTH = 11;

/**
 * Years whose holiday notice should be loaded on a day and is not: the year of that day, and from November on the next one.
 * Dates in such a year are provisional.
 */
export function missingNotices(law: Law, on: LocalDate): number[] {
  const [year = 0, month = 0] = on.split('-').map(Number);
  const wanted = month >= NOTICE_MONTH ? [year, year + 1] : [year];
  const { years } = currentCalendar(law);
  return wanted.filter((each) => !years.has(each));
}

/**
 * What a petition registered in an office is counted by from then on.
 * @param path of the office's unit, from the root down
 * @param receivedOn the law is that of the day of receipt
 */
export function lawFor(law: Law, path: readonly string[], receivedOn: LocalDate): PetitionLaw {
  const { version } = currentCalendar(law);
  const policy = policyFor(law.policies, path, receivedOn);
  const changeOfLaw = changeOfLawOn(receivedOn, law.changes);
  return {
    ...(version !== law.calendars[0].version && { calendar: version }),
    ...(changeOfLaw && { changeOfLaw }),
    ...(policy && { policy }),
  };
}

/** Of the policies in force that day, the one of the nearest area; of several there, the latest. */
function policyFor(policies: readonly AreaPolicy[], path: readonly string[], on: LocalDate): Policy | undefined {
  const inForce = policies.filter(({ area, policy }) => path.includes(area) && policy.validFrom <= on);
  const nearestLast = inForce.sort(
    (a, b) => path.indexOf(a.area) - path.indexOf(b.area) || (a.policy.validFrom < b.policy.validFrom ? -1 : 1),
  );
  return nearestLast.at(-1)?.policy;
}
