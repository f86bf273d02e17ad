import { getNextTransitions } from 'xstate';
import type { AnyEventObject, AnyMachineSnapshot } from 'xstate';

interface NamedGuard {
  readonly type: string;
  readonly params?: unknown;
}
type Guard = string | NamedGuard | { readonly guards: readonly Guard[] };

/**
 * Names of the guards that keep an event from being accepted now, of the transition that came nearest to it.
 * Empty when the state does not know the event at all.
 */
export function refusingGuards(snapshot: AnyMachineSnapshot, event: AnyEventObject): string[] {
  const candidates = getNextTransitions(snapshot)
    .filter((transition) => transition.eventType === event.type && transition.guard !== undefined)
    .map((transition) => leaves(transition.guard as Guard).filter((guard) => !passes(snapshot, event, guard)));
  const nearest = candidates.sort((a, b) => a.length - b.length)[0] ?? [];
  return nearest.map((guard) => guard.type);
}

function leaves(guard: Guard): NamedGuard[] {
  if (typeof guard === 'string') return [{ type: guard }];
  if ('guards' in guard) return guard.guards.flatMap(leaves);
  return [guard];
}

function passes(snapshot: AnyMachineSnapshot, event: AnyEventObject, { type, params }: NamedGuard): boolean {
  const guard = snapshot.machine.implementations.guards[type];
  if (typeof guard !== 'function') return true;
  return (guard as (args: object, params: unknown) => boolean)({ context: snapshot.context, event }, params);
}
