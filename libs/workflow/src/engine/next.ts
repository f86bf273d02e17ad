import { initialTransition, transition } from 'xstate';
import type { AnyActorLogic, AnyEventObject, AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import type { PlannedAction } from './plan.ts';

/** What an actor needs that is made around the logic and never looked at. */
const UNSEEN = { status: 'active', output: undefined, error: undefined };

/**
 * XState's pure `transition()`, at a quarter of its price: for each call it builds an actor around the logic, which
 * begins by computing an initial state that nobody looks at. This logic has its initial state at hand.
 */
export function next(
  machine: AnyStateMachine,
  snapshot: AnyMachineSnapshot,
  event: AnyEventObject,
): [AnyMachineSnapshot, readonly PlannedAction[]] {
  const logic: AnyActorLogic = {
    transition: (from: AnyMachineSnapshot, by: AnyEventObject, scope) => machine.transition(from, by, scope as never),
    getInitialSnapshot: () => snapshot,
    getPersistedSnapshot: () => snapshot,
  };
  return transition(logic, snapshot, event) as [AnyMachineSnapshot, PlannedAction[]];
}

/** The same for XState's `initialTransition()`: only the second of the two beginnings it makes has an input. */
export function first(machine: AnyStateMachine, input: object): [AnyMachineSnapshot, readonly PlannedAction[]] {
  const logic: AnyActorLogic = {
    transition: (from: AnyMachineSnapshot) => from,
    getInitialSnapshot: (scope, given: unknown) => (given ? machine.getInitialSnapshot(scope as never, given) : UNSEEN),
    getPersistedSnapshot: (snapshot: AnyMachineSnapshot) => snapshot,
  };
  return initialTransition(logic, input) as [AnyMachineSnapshot, PlannedAction[]];
}
