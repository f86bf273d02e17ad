import type { Instant } from '@huiyin/domain';
import type { Last } from '../office/behaviour.ts';
import type { Act } from '../office/desk.ts';
import type { Arrival } from '../world/arrivals.ts';
import type { Counter } from './counter.ts';
import { Unforeseen } from './unforeseen.ts';

/** More acts on one case within a day are a loop, be it within one moment or a second at a time. The busiest days have four. */
const MOST_ACTS_A_DAY = 12;

/** A petition on its way. */
export interface Life {
  readonly arrival: Arrival;
  last: Last | null;
  next: Act | null;
  /** Steps that were answered, the registration included. */
  steps: number;
  /** Acts that the chart refused, as was foreseen. */
  refused: number;
}

export interface People {
  readonly counter: Counter;
  /** What happens to a case next. */
  readonly plan: (arrival: Arrival, last: Last) => Act | null;
}

export function newLife(arrival: Arrival): Life {
  return { arrival, last: null, next: null, steps: 0, refused: 0 };
}

/** When something is to be done with it. */
export function nextAt({ arrival, last, next }: Life): Instant {
  if (!last) return arrival.registeredAt;
  return next?.at ?? Infinity;
}

/**
 * Everything that people do with one petition on one day.
 * @param until the end of the day
 * @throws Unforeseen
 */
export async function liveThroughDay(life: Life, until: Instant, { counter, plan }: People): Promise<void> {
  if (!life.last) record(life, await counter.open(life.arrival), plan);
  for (let acts = 0; life.last && life.next && life.next.at < until; acts++) {
    if (acts >= MOST_ACTS_A_DAY) {
      throw new Unforeseen(life.last.record.id, life.next, `would be more than ${acts} acts on one day`);
    }
    record(life, await counter.act(life.next, life.last), plan);
  }
}

function record(life: Life, last: Last, plan: People['plan']): void {
  if (last.refused) life.refused++;
  else life.steps++;
  life.last = last;
  life.next = plan(life.arrival, last);
}
