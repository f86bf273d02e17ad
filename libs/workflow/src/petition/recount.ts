import type { AnyMachineSnapshot, StateValue } from 'xstate';
import { isOverdue, recountClocks, runs } from './clock.ts';
import type { Clock } from './clock.ts';
import type { Slot } from './slots.ts';
import type { PetitionContext } from './context.ts';
import { alertPayload, rungOf } from './ladder.ts';
import type { Reckoning } from './policy.ts';

/** The amendment by which a case counts with another calendar. */
export const APPLY_CALENDAR = 'APPLY_CALENDAR';

/** What the line of a calendar change says. */
export interface CalendarData {
  /** Version of the calendar that the case counts with from now on. */
  readonly calendar: string;
  readonly ground?: string;
}

/** What a case becomes when its clocks are counted anew. */
export interface Recounted {
  readonly value: StateValue;
  readonly context: PetitionContext;
  readonly effects: readonly { readonly kind: string; readonly payload: unknown }[];
}

/**
 * Counts every clock of a case by another calendar (a holiday notice that was issued, or corrected, since it began). The
 * case stays where it is; only a ladder whose day has moved begins anew towards it, and whoever owes the act is told.
 */
export function recount(snapshot: AnyMachineSnapshot, reckoning: Reckoning): Recounted {
  const before: PetitionContext = snapshot.context;
  const standing: StateValue = snapshot.value;
  const clocks = recountClocks(before.clocks, before.calendar, reckoning, before.now);
  const context = { ...before, calendar: reckoning.calendar.version, clocks };
  const moved = clocks.filter((clock, index) => runs(clock) && clock.dueOn !== before.clocks[index]?.dueOn);
  return {
    context,
    value: moved.reduce((value, clock) => climbed(value, clock, snapshot, before.now), standing),
    effects: moved.map(({ slot }) => ({
      kind: 'alert',
      payload: alertPayload(context, { slot, kind: 'moved', level: 0 }),
    })),
  };
}

/** The state with the ladder of a clock on the rung that its new day calls for. */
function climbed(value: StateValue, clock: Clock, snapshot: AnyMachineSnapshot, now: number): StateValue {
  return laddersOf(snapshot, clock.slot).reduce((at, path) => withLeaf(at, path, rungOf(clock, now)), value);
}

/** Paths of the states whose inside is the ladder of a slot, as far as the case is in them. */
function laddersOf(snapshot: AnyMachineSnapshot, slot: Slot): string[][] {
  const nodes = snapshot._nodes;
  return nodes
    .filter(({ meta }) => (meta as { slot?: Slot } | undefined)?.slot === slot)
    .map(({ path }) => path.slice(0, -1));
}

function withLeaf(value: StateValue, [key, ...below]: readonly string[], leaf: string): StateValue {
  if (key === undefined) return leaf;
  const states = value as Readonly<Record<string, StateValue>>;
  return { ...states, [key]: withLeaf(states[key] ?? {}, below, leaf) };
}

/** What counting anew did to one clock. */
export interface ClockMove {
  readonly clock: string;
  readonly rule: string;
  readonly from: string;
  readonly to: string;
  /** It was overdue and is so no more. */
  readonly unbreached: boolean;
  /** It is overdue now, and was not. */
  readonly overdue: boolean;
}

/** The clocks of a case that counting anew moved. */
export function movesOf(before: PetitionContext, after: PetitionContext): ClockMove[] {
  return after.clocks.flatMap((clock, index) => {
    const earlier = before.clocks[index] as Clock;
    const late = [earlier, clock].map((each) => isOverdue(each, after.now));
    const move = {
      clock: clock.name,
      rule: clock.rule,
      from: earlier.dueOn,
      to: clock.dueOn,
      unbreached: late[0] === true && late[1] === false,
      overdue: late[0] === false && late[1] === true,
    };
    return move.from === move.to ? [] : [move];
  });
}
