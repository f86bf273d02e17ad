import type { EventType } from '../../contract/events.ts';
import type { EventOf, PetitionContext, PetitionEvent } from '../context.ts';

/** Guards look, they do not fetch: what they need is in the context or in the event. */
export interface Args {
  readonly context: PetitionContext;
  readonly event: PetitionEvent;
}

/** A guard, and why it says no, for the clerk who asks why an act is greyed out. */
export interface Guard {
  readonly passes: (args: Args) => boolean;
  readonly zh: string;
  readonly en: string;
}

/** A guard on the case alone. */
export function that(passes: (context: PetitionContext) => boolean, zh: string, en: string): Guard {
  return { passes: ({ context }) => passes(context), zh, en };
}

/** A guard on what an event says. */
export function says<T extends EventType>(
  passes: (event: EventOf<T>, context: PetitionContext) => boolean,
  zh: string,
  en: string,
): Guard {
  return { passes: ({ context, event }) => passes(event as EventOf<T>, context), zh, en };
}
