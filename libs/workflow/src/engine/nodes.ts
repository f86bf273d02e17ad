/** Reading a chart as XState holds it: what lies inside a state and around it, what leads out of it, and which guards that asks. */
import type { AnyStateNode, AnyTransitionDefinition } from 'xstate';

/** A state and everything inside it. */
export function allNodes(node: AnyStateNode): AnyStateNode[] {
  return [node, ...Object.values(node.states).flatMap(allNodes)];
}

/** A state and those around it, the root last. */
export function withAncestors(node: AnyStateNode): AnyStateNode[] {
  return node.parent ? [node, ...withAncestors(node.parent)] : [node];
}

/** What leads out of a state by events, by timers and by itself; what is inside it or around it has its own. */
export function transitionsOf(node: AnyStateNode): AnyTransitionDefinition[] {
  return [...[...node.transitions.values()].flat(), ...(node.always ?? [])];
}

/** A guard by its name, with parameters or without; one that is put together of others; or a function without a name. */
export type Guard = string | { readonly type: string } | { readonly guards: readonly Guard[] };

/** Each guard of a transition by itself, taken out of the `and`, `or` and `not` around it. */
export function guardsOf({ guard }: AnyTransitionDefinition): Guard[] {
  return leavesOf(guard as Guard | undefined);
}

function leavesOf(guard: Guard | undefined): Guard[] {
  if (guard === undefined) return [];
  return typeof guard !== 'string' && 'guards' in guard ? guard.guards.flatMap(leavesOf) : [guard];
}

/** Names of the guards that a transition asks. */
export function guardNames(transition: AnyTransitionDefinition): string[] {
  return guardsOf(transition).flatMap((guard) => {
    if (typeof guard === 'function') return [];
    return typeof guard === 'string' ? [guard] : [(guard as { type: string }).type];
  });
}
