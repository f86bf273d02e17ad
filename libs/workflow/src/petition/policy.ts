import { daysBetween, derive, workdaysBetween } from '@huiyin/domain';
import type { Derivation, LocalDate, Period, WorkCalendar } from '@huiyin/domain';
import { EXTENSION_LIMIT_DAYS, RULES } from './rules.ts';
import type { Mark, Rule, RuleName } from './rules.ts';

interface Words {
  readonly zh: string;
  readonly en: string;
}

/** What a province lays down otherwise about one period of the procedure. */
export interface LocalRule {
  readonly amount: number;
  readonly unit: Exclude<Period['unit'], 'hour'>;
  /** Of the policy's own source. */
  readonly article: string;
  readonly mark: Mark;
}

/**
 * A policy (地方规定): what holds in one area from a day on, laid over the national numbers. A case takes it along from its
 * first line, so that nothing that is changed later changes what it was promised.
 */
export interface Policy {
  readonly id: string;
  /** The regulation it comes from. */
  readonly source: Words;
  readonly validFrom: LocalDate;
  readonly rules: Readonly<Partial<Record<RuleName, LocalRule>>>;
  /** Most days an extension may add, once. @unit calendar days */
  readonly extensionLimit?: { readonly days: number; readonly article: string; readonly mark: Mark };
}

/** The periods that may differ. A co-handler's days are set for each, or bounded by the reply it is a part of. */
export const LOCAL_RULES = (Object.keys(RULES) as RuleName[]).filter((name) => name !== 'parts') as [
  RuleName,
  ...RuleName[],
];

/** What a case is counted by. */
export interface Reckoning {
  readonly calendar: WorkCalendar;
  /** Left out where the national numbers hold as they are. */
  readonly policy?: Policy | undefined;
}

/** A rule as it holds for a case; `source` is left out for 《信访工作条例》 itself. */
export type HeldRule = Rule & { readonly source?: Words };

export function ruleOf(name: RuleName, policy: Policy | undefined): HeldRule {
  const national: Rule = RULES[name];
  const local = policy?.rules[name];
  if (!policy || !local) return national;
  const { amount, unit, article, mark } = local;
  return { ...national, period: { ...national.period, amount, unit }, article, mark, source: policy.source };
}

/** @unit calendar days */
export function extensionLimitOf(policy: Policy | undefined): number {
  return policy?.extensionLimit?.days ?? EXTENSION_LIMIT_DAYS;
}

/** The last day of a rule that begins on a day. @throws as derive */
export function lastDayOf(name: RuleName, startOn: LocalDate, { calendar, policy }: Reckoning): LocalDate {
  return derive(ruleOf(name, policy).period, startOn, calendar, PROVISIONAL).dueOn;
}

/** Time that is not counted. */
export interface Exclusion {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** Time that is not counted, in the unit of the period it is left out of: a Saturday takes nothing from workdays. */
export function excludedIn(unit: Period['unit'], exclusions: readonly Exclusion[], calendar: WorkCalendar): number {
  const between = (from: LocalDate, to: LocalDate) =>
    unit === 'workday' ? workdaysBetween(from, to, calendar, PROVISIONAL) : daysBetween(from, to);
  return exclusions.reduce((sum, { from, to }) => sum + between(from, to), 0);
}

/** A period made longer by so many of its own days; one in months ends so many calendar days later. */
export function deriveLonger(period: Period, more: number, startOn: LocalDate, calendar: WorkCalendar): Derivation {
  if (period.unit !== 'month' || more === 0)
    return derive({ ...period, amount: period.amount + more }, startOn, calendar, PROVISIONAL);
  const { unrolledDueOn } = derive({ ...period, roll: 'none' }, startOn, calendar, PROVISIONAL);
  return derive(
    { ...period, unit: 'calendar-day', amount: daysBetween(startOn, unrolledDueOn) + more },
    startOn,
    calendar,
    PROVISIONAL,
  );
}

const PROVISIONAL = { onMissingYear: 'provisional' } as const;
