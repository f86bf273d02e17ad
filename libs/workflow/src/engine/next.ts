import { transition } from 'xstate';
import type { AnyActorLogic, AnyEventObject, AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import type { PlannedAction } from './plan.ts';

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
