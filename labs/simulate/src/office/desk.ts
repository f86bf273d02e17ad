import type { Instant } from '@huiyin/domain';
import type { Dice, Staff } from '@huiyin/lab-kit';
import type { CaseClock, PetitionContext } from '@huiyin/workflow';
import type { EventType } from '@huiyin/workflow/contract';
import type { Arrival } from '../world/arrivals.ts';

/** What somebody is going to do with a case, and when. */
export interface Act {
  readonly type: EventType;
  readonly at: Instant;
  readonly data: Readonly<Record<string, unknown>>;
  /** The unit it is done for, where that is not the handling one. */
  readonly from?: string;
  /** Guards of the chart that are to say no: somebody tries what the procedure forbids. Left out: it is allowed. */
  readonly forbiddenBy?: readonly string[];
}

/** A case as it lies on somebody's desk. */
export interface Desk {
  readonly arrival: Arrival;
  readonly context: PetitionContext;
  /** When something was last done with it. */
  readonly now: Instant;
  /** Number of its last history line: what may happen again is rolled for again. */
  readonly revision: number;
  /** Whether the chart has just refused what was tried. */
  readonly refused: boolean;
  readonly staff: Staff;
  /** Units that handle petitions. */
  readonly units: readonly string[];
  /** The petition that this one repeats, by its id. */
  readonly repeats: string | null;
  /** The case's own dice. */
  readonly dice: Dice;
  /** The dice of the office that has it. */
  readonly office: Dice;
  readonly officeOf: (unit: string) => Dice;
}

/** Whoever may have something to do with a case. Pure: the same desk gives the same act. */
export type Hand = (desk: Desk) => Act | null;

/** The first of several who has something to do. */
export function firstOf<D>(...hands: readonly ((desk: D) => Act | null)[]): (desk: D) => Act | null {
  return (desk) => {
    for (const hand of hands) {
      const act = hand(desk);
      if (act) return act;
    }
    return null;
  };
}

/** The clock that runs in a slot, if one does. */
export function clockIn({ clocks }: PetitionContext, slot: CaseClock['slot']): CaseClock | undefined {
  return clocks.findLast((each) => each.slot === slot && each.status === 'running');
}

/** The clock that runs in a slot. @throws when the chart gave the desk no time at all */
export function running(context: PetitionContext, slot: CaseClock['slot']): CaseClock {
  const clock = clockIn(context, slot);
  if (!clock) throw new Error(`the clock '${slot}' is not running`);
  return clock;
}
