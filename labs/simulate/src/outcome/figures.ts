import { addDays, dateOf } from '@huiyin/domain';
import type { LocalDate } from '@huiyin/domain';
import type { HistoryEntry, PetitionContext } from '@huiyin/workflow';
import type { Lived, Year } from '../run/year.ts';
import type { Told } from './histories.ts';
import { added, none, share } from './share.ts';
import type { Share } from './share.ts';

/** What is counted of a group of petitions. All of it measures the offices' work; none of it improves with fewer petitions. */
export interface Figures {
  readonly total: number;
  /** Of them on a matter that had been raised before (重复). */
  readonly repeated: number;
  readonly closed: number;
  /** 按期办结率: first handlings whose limit ended within the year, answered by then. Art. 34 with its extension. */
  readonly onTime: Share;
  /** 一次化解率, a formula of ours: see `solvedAtOnce`. */
  readonly solvedAtOnce: Share;
  /** 满意率: what petitioners said when they were first reached. */
  readonly satisfied: Share;
  readonly overdueNow: number;
}

/** A matter raised again within so many days of its answer was not solved at once. Ours. @unit calendar days */
export const RAISED_AGAIN_DAYS = 90;

const NOTHING: Figures = {
  ...{ total: 0, repeated: 0, closed: 0, overdueNow: 0 },
  ...{ onTime: none(), solvedAtOnce: none(), satisfied: none() },
};

/** The figures of one petition, to be added up. */
export function figuresOf({ record, stage, tags, history }: Told, { arrival }: Lived, year: Year): Figures {
  const context = record.context;
  return {
    total: 1,
    repeated: arrival.nth > 1 ? 1 : 0,
    closed: stage === 'closed' ? 1 : 0,
    onTime: onTime(context, year),
    solvedAtOnce: solvedAtOnce(context, stage, arrival, year),
    satisfied: satisfied(history),
    overdueNow: tags.includes('overdue') ? 1 : 0,
  };
}

export function sum(all: readonly Figures[]): Figures {
  return all.reduce(
    (a, b) => ({
      total: a.total + b.total,
      repeated: a.repeated + b.repeated,
      closed: a.closed + b.closed,
      onTime: added(a.onTime, b.onTime),
      solvedAtOnce: added(a.solvedAtOnce, b.solvedAtOnce),
      satisfied: added(a.satisfied, b.satisfied),
      overdueNow: a.overdueNow + b.overdueNow,
    }),
    NOTHING,
  );
}

/**
 * A limit that has not ended yet, and one that fell away with a withdrawal, are in no denominator. Of a simple matter that
 * turned out not to be one the ordinary limit counts.
 */
function onTime({ clocks }: PetitionContext, { end }: Year): Share {
  const first = clocks.findLast(({ slot, rule }) => slot === 'handling' && rule !== 'rework');
  if (!first || first.status === 'cancelled' || first.dueAt > end) return none();
  return share(first.status === 'met');
}

/**
 * Of the matters that were answered and have ended: answered by one handling, and not raised again within 90 days of the
 * service. First petitions only; the national texts know the name of this figure and no formula.
 */
function solvedAtOnce(
  context: PetitionContext,
  stage: string,
  { matter, nth }: Lived['arrival'],
  { cases }: Year,
): Share {
  const { servedOn, number } = context.round;
  if (stage !== 'closed' || nth > 1 || servedOn === null) return none();
  const raisedAgain = [...cases.values()].some(
    ({ arrival }) => arrival.matter === matter && arrival.nth > 1 && isWithin(dateOf(arrival.registeredAt), servedOn),
  );
  return share(number === 1 && !raisedAgain);
}

function isWithin(day: LocalDate, servedOn: LocalDate): boolean {
  return day >= servedOn && day <= addDays(servedOn, RAISED_AGAIN_DAYS);
}

/** The first answer counts, so that handling a matter again cannot mend it. Who was never reached is in no denominator. */
function satisfied(history: readonly HistoryEntry[]): Share {
  const results = history
    .filter(({ event }) => event.type === 'RECORD_FOLLOW_UP')
    .map(({ event }) => (event.data as { result: string }).result);
  const first = results.find((result) => result !== 'unreachable');
  return first === undefined ? none() : share(first !== 'notSolved');
}
