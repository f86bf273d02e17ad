import { daysBetween, derive, workdaysBetween } from '@huiyin/domain';
import type { Derivation, LocalDate, Period, WorkCalendar } from '@huiyin/domain';
import { LIMITS, RULES } from './rules.ts';
import type { Limit, LimitName, Mark, Rule, RuleName } from './rules.ts';

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

/** What a province lays down otherwise about another number. */
export interface LocalLimit extends Limit {
  readonly article: string;
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
  readonly limits: Readonly<Partial<Record<LimitName, LocalLimit>>>;
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

/** A number as it holds for a case; `source` is left out for 《信访工作条例》 itself. */
export function limitOf(name: LimitName, policy: Policy | undefined): Limit & { readonly source?: Words } {
  const local = policy?.limits[name];
  return policy && local ? { ...local, source: policy.source } : LIMITS[name];
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

interface Longer {
  readonly period: Period;
  readonly startOn: LocalDate;
  readonly exclusions: readonly Exclusion[];
  /** @unit calendar days */
  readonly extensionDays: number;
}

/**
 * A period with what lengthens it: time that is not counted, in the period's own unit, then an extension in calendar days.
 * Months cannot be a few days longer, so what is left out of them is made up for in calendar days as well.
 */
export function deriveLonger(
  { period, startOn, exclusions, extensionDays }: Longer,
  calendar: WorkCalendar,
): Derivation {
  const excluded = excludedIn(period.unit, exclusions, calendar);
  const [own, after] = period.unit === 'month' ? [0, excluded + extensionDays] : [excluded, extensionDays];
  const inFull: Period = { ...period, amount: period.amount + own };
  if (after === 0) return derive(inFull, startOn, calendar, PROVISIONAL);
  if (period.unit === 'calendar-day')
    return derive({ ...inFull, amount: inFull.amount + after }, startOn, calendar, PROVISIONAL);
  const itself = derive({ ...inFull, roll: 'none' }, startOn, calendar, PROVISIONAL);
  const days: Period = { ...period, unit: 'calendar-day', amount: daysBetween(startOn, itself.dueOn) + after };
  const extended = derive(days, startOn, calendar, PROVISIONAL);
  const provisionalYears = [...new Set([...itself.provisionalYears, ...extended.provisionalYears])];
  return { ...extended, period: inFull, passed: [...itself.passed, ...extended.passed], provisionalYears };
}

const PROVISIONAL = { onMissingYear: 'provisional' } as const;
