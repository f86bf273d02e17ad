import { dateOf, daysBetween, toIso } from '@huiyin/domain';
import type { Derivation, Instant, LocalDate, Period } from '@huiyin/domain';
import type { Duty } from '../contract/names.ts';
import { deriveClock, isOverdue, ownPeriod } from './clock.ts';
import type { Clock, ClockStatus } from './clock.ts';
import type { PetitionContext } from './context.ts';
import { balanceOf } from './ledger.ts';
import type { Balance, LedgerEntry } from './ledger.ts';
import { excludedIn, limitOf, ruleOf } from './policy.ts';
import type { Exclusion, HeldLimit, HeldRule } from './policy.ts';
import type { createReckoning } from './reckoning.ts';
import { ACCEPTANCE, NATIONAL } from './rules.ts';
import { SLOTS } from './slots.ts';

/** What a clock counts, on what ground, and which desk owes it. */
export interface ClockBasis extends Omit<HeldRule, 'period' | 'source'> {
  /** The regulation that its article is of. */
  readonly source: HeldRule['startsWith'];
  readonly duty: Duty;
}

/** A clock as it stands at an instant; one whose day is over counts as breached, whether or not somebody has acted since. */
export interface ClockStanding {
  readonly name: string;
  readonly title: ClockBasis['title'];
  readonly article: string | null;
  readonly basis: ClockBasis['mark'];
  /** Null where no article is cited. */
  readonly source: ClockBasis['source'] | null;
  readonly startedAt: string;
  readonly startOn: LocalDate;
  readonly dueAt: string;
  readonly dueOn: LocalDate;
  readonly endedAt: string | null;
  readonly status: ClockStatus;
  /** @unit calendar days; milliseconds */
  readonly remaining: { readonly days: number; readonly ms: number } | null;
  readonly provisional: boolean;
  readonly duty: Duty;
}

/** How the last day of a clock comes about, as facts. In which words they are told is the reader's affair. */
export interface ClockFacts extends ClockBasis {
  /** Before anything lengthens it: the rule's own, or the one that a person has set. */
  readonly period: Period;
  readonly derivation: Derivation;
  /** Id of the regulation or policy whose numbers the case is counted by. */
  readonly countedBy: string;
  /** It counts from the day of acceptance, whenever it came to be counted. */
  readonly fromAcceptance: boolean;
  /** Its last day is one to begin on, not one to end by. */
  readonly opensOnLastDay: boolean;
  /** On what ground an extension rests; its source is left out for 《信访工作条例》 itself. */
  readonly extension: HeldLimit;
  /** Time that is not counted; its length is in the period's own unit, for months in calendar days. */
  readonly excluded: readonly (Exclusion & { readonly length: number })[];
}

/** By when the acts of a case are owed, as its version of the chart counts. */
export interface ChartClocks {
  standing(clock: Clock, context: PetitionContext, now: Instant): ClockStanding;
  /** @throws when the case counts with a calendar that is not loaded */
  facts(clock: Clock, context: PetitionContext): ClockFacts;
  /** What the ledger of a clock comes to, from the law alone. @throws as `facts` */
  balance(ledger: readonly LedgerEntry[], clock: Clock, context: PetitionContext): Balance;
}

export function createChartClocks(reckoningOf: ReturnType<typeof createReckoning>): ChartClocks {
  const basis = ({ rule, slot }: Clock, context: PetitionContext): ClockBasis => {
    const { title, article, mark, source = NATIONAL.source, startsWith } = ruleOf(rule, context);
    return { title, article, mark, source, startsWith, duty: SLOTS[slot].duty };
  };
  return {
    standing: (clock, context, now) => {
      const { title, article, mark, source, duty } = basis(clock, context);
      const isRunning = clock.status === 'running';
      return {
        name: clock.name,
        title,
        article,
        basis: mark,
        source: article === null ? null : source,
        startedAt: toIso(clock.startedAt),
        startOn: clock.startOn,
        dueAt: toIso(clock.dueAt),
        dueOn: clock.dueOn,
        endedAt: clock.endedAt === null ? null : toIso(clock.endedAt),
        status: isOverdue(clock, now) ? 'breached' : clock.status,
        remaining: isRunning ? { days: daysBetween(dateOf(now), clock.dueOn), ms: clock.dueAt - now } : null,
        provisional: clock.provisionalYears.length > 0,
        duty,
      };
    },
    facts: (clock, context) => {
      const reckoning = reckoningOf(context, clock);
      const period = ownPeriod(clock, reckoning);
      const lengthOf = (time: Exclusion) => excludedIn(period.unit, [time], reckoning.calendar);
      return {
        ...basis(clock, context),
        period,
        derivation: deriveClock(clock, reckoning),
        countedBy: (context.policy ?? context.changeOfLaw ?? NATIONAL).id,
        fromAcceptance: ruleOf(clock.rule, context).startsWith === ACCEPTANCE,
        opensOnLastDay: clock.rule === 'followUp',
        extension: limitOf('extension', context),
        excluded: clock.exclusions.map((time) => ({ ...time, length: lengthOf(time) })),
      };
    },
    balance: (ledger, clock, context) => balanceOf(ledger, clock, reckoningOf(context, clock)),
  };
}
