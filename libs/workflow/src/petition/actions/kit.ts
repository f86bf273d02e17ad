import { endOfDay } from '@huiyin/domain';
import type { Instant, LocalDate } from '@huiyin/domain';
import { assign } from 'xstate';
import type { EventType } from '../../contract/events.ts';
import { endClock, startClock } from '../clock.ts';
import type { Clock } from '../clock.ts';
import type { Slot } from '../slots.ts';
import type { EventOf, PetitionContext, PetitionEvent, Round } from '../context.ts';
import type { Reckoning } from '../policy.ts';
import type { RuleName } from '../rules.ts';

interface Args {
  readonly context: PetitionContext;
  readonly event: PetitionEvent;
}
type Change = Partial<PetitionContext>;

/** An action that only changes the context. */
export function change<P = undefined>(make: (args: Args, params: P) => Change) {
  return assign<PetitionContext, PetitionEvent, P, PetitionEvent, never>(make);
}

/** The same for an action of one event, or of several whose data have the same shape. */
export function on<T extends EventType>(make: (context: PetitionContext, event: EventOf<T>) => Change) {
  return change(({ context, event }) => make(context, event as EventOf<T>));
}

export interface Start {
  readonly startOn?: LocalDate | undefined;
  readonly setOn?: LocalDate | null | undefined;
}

/** Clocks as the actions use them: by the case's own calendar and policy, at the time of the step. */
export function createClocks(reckoningOf: (context: PetitionContext) => Reckoning) {
  /** Starts a clock; one that still runs in the slot falls away. */
  const started = (context: PetitionContext, slot: Slot, rule: RuleName, given: Start = {}): readonly Clock[] =>
    startClock(
      endClock(context.clocks, slot, 'cancelled', context.now),
      { slot, rule, now: context.now, ...given },
      reckoningOf(context),
    );
  return { reckoningOf, started };
}
export type ClockKit = ReturnType<typeof createClocks>;

/** What was served on a past day counts from that day, not from its recording: what is owed is the service. */
export function servedAt({ now }: PetitionContext, servedOn: LocalDate | undefined): Instant {
  return servedOn === undefined ? now : Math.min(now, endOfDay(servedOn) - 1);
}

/** The round of handling that goes on, with something more known or done in it. */
export function inRound({ round }: PetitionContext, changes: Partial<Round>): Pick<PetitionContext, 'round'> {
  return { round: { ...round, ...changes } };
}

/** Whoever takes part in the handling is noted: neither the follow-up nor a decision above is theirs. */
export function withHandler({ handlers }: PetitionContext, { by }: PetitionEvent): readonly string[] {
  return handlers.includes(by.account) ? handlers : [...handlers, by.account];
}
