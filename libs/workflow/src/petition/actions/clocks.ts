import type { Slot } from '../slots.ts';
import { announceRung, cancelAll, endClock, followClock, meetClock, pauseClock, resumeClock } from '../clock.ts';
import type { Rung, RuleName } from '../rules.ts';
import { change } from './kit.ts';
import type { ClockKit } from './kit.ts';

/** What any transition may do with the clock of a slot, named by its parameters in the chart. */
export function clockActions({ started, reckoningOf }: ClockKit) {
  return {
    start: change<{ slot: Slot; rule: RuleName }>(({ context }, { slot, rule }) => ({
      clocks: started(context, slot, rule),
    })),
    /** The duty is done, in time or too late. */
    meet: change<{ slot: Slot }>(({ context }, { slot }) => ({
      clocks: meetClock(context.clocks, slot, context.now),
    })),
    /** The duty falls away. */
    cancel: change<{ slot: Slot }>(({ context }, { slot }) => ({
      clocks: endClock(context.clocks, slot, 'cancelled', context.now),
    })),
    /** A window ran to its end. */
    endWindow: change<{ slot: Slot }>(({ context }, { slot }) => ({
      clocks: endClock(context.clocks, slot, 'met', context.now),
    })),
    pause: change<{ slot: Slot }>(({ context }, { slot }) => ({
      clocks: pauseClock(context.clocks, slot, context.now),
    })),
    resume: change<{ slot: Slot }>(({ context }, { slot }) => ({
      clocks: resumeClock(context.clocks, slot, context.now, reckoningOf(context)),
    })),
    cancelClocks: change(({ context }) => ({ clocks: cancelAll(context.clocks, context.now) })),
    followClock: change<{ slot: Slot }>(({ context }, { slot }) => ({ clocks: followClock(context.clocks, slot) })),
    markAnnounced: change<{ slot: Slot; rung: Rung }>(({ context }, { slot, rung }) => ({
      clocks: announceRung(context.clocks, slot, rung),
    })),
  };
}
