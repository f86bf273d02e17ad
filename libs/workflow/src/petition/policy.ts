import { daysBetween, derive, workdaysBetween } from '@huiyin/domain';
import type { Derivation, LocalDate, Period, WorkCalendar } from '@huiyin/domain';
import { LIMITS, RULES } from './rules.ts';
import type { Limit, LimitName, Mark, Rule, RuleName } from './rules.ts';

export interface Words {
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
 * Numbers that hold from a day on: in one area, laid over the national ones (地方规定), or everywhere (a change of law). A case
 * takes them along from its first line, so that nothing that is changed later changes what it was promised.
 */
export interface Policy {
  readonly id: string;
  /** The regulation it comes from. */
  readonly source: Words;
  readonly validFrom: LocalDate;
  readonly rules: Readonly<Partial<Record<RuleName, LocalRule>>>;
  readonly limits: Readonly<Partial<Record<LimitName, LocalLimit>>>;
}

/**
 * How the national numbers have changed since RULES and LIMITS were written, oldest first: each holds for what is received
 * from its first day on, and repeats what it keeps of the one before. A change of law adds an entry here, and no number that
 * stands is touched: open cases and replayed histories rest on it.
 */
export const CHANGES_OF_LAW: readonly Policy[] = [];

/** The change of law in force on a day; none while the numbers are those of RULES. */
export function changeOfLawOn(day: LocalDate, changes: readonly Policy[] = CHANGES_OF_LAW): Policy | undefined {
  const inForce = changes.filter(({ validFrom }) => validFrom <= day);
  return inForce.reduce<Policy | undefined>((a, b) => (a && a.validFrom > b.validFrom ? a : b), undefined);
}

/** The numbers of a case: those of its first line, whatever has become law since. */
export interface Numbers {
  /** How the national numbers differ from RULES and LIMITS; left out where they do not. */
  readonly changeOfLaw?: Policy | undefined;
  /** What its province lays down otherwise; left out where that is nothing. */
  readonly policy?: Policy | undefined;
}

/** The limits that may differ: all of them. */
export const LOCAL_LIMITS = Object.keys(LIMITS) as [LimitName, ...LimitName[]];

/** Fewest days of a petitioner's window, which a province may lengthen only (Art. 35, 36). @unit calendar days */
export const LEAST_WINDOW = RULES.reviewWindow.period.amount;

/** The periods that may differ. A co-handler's days are set for each, or bounded by the reply it is a part of. */
export const LOCAL_RULES = (Object.keys(RULES) as RuleName[]).filter((name) => name !== 'parts') as [
  RuleName,
  ...RuleName[],
];

/** What a case is counted by. */
export interface Reckoning extends Numbers {
  readonly calendar: WorkCalendar;
}

/** A rule as it holds for a case; `source` is left out for 《信访工作条例》 itself. */
export type HeldRule = Rule & { readonly source?: Words };

export function ruleOf(name: RuleName, numbers: Numbers): HeldRule {
  const written: Rule = RULES[name];
  const by = layersOf(numbers).find(({ rules }) => rules[name]);
  const held = by?.rules[name];
  if (!by || !held) return written;
  const { amount, unit, article, mark } = held;
  return { ...written, period: { ...written.period, amount, unit }, article, mark, source: by.source };
}

export type HeldLimit = Limit & { readonly source?: Words };

/** A number as it holds for a case; `source` is left out for 《信访工作条例》 itself. */
export function limitOf(name: LimitName, numbers: Numbers): HeldLimit {
  const by = layersOf(numbers).find(({ limits }) => limits[name]);
  const held = by?.limits[name];
  return by && held ? { ...held, source: by.source } : LIMITS[name];
}

/** What is laid over the numbers as they were written; the first that names a number holds. */
function layersOf({ policy, changeOfLaw }: Numbers): readonly Policy[] {
  return [policy, changeOfLaw].filter((layer) => layer !== undefined);
}

/** The last day of a rule that begins on a day. @throws as derive */
export function lastDayOf(name: RuleName, startOn: LocalDate, reckoning: Reckoning): LocalDate {
  return derive(ruleOf(name, reckoning).period, startOn, reckoning.calendar, PROVISIONAL).dueOn;
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
