/** Where the states stand in the chart, and what they and their transitions say of themselves. */
import { allNodes, SLOTS, slotOfDelay, withAncestors } from '@huiyin/workflow';
import type { Mark, Slot } from '@huiyin/workflow';
import type { AnyStateMachine, AnyStateNode, UnknownAction } from 'xstate';
import type { Basis } from '../words/measures.ts';

/** The region of the chart that the six stages are in. It is left out of every path, as the worklist leaves it out. */
const PROCEDURE = 'procedure';

export const stagesOf = ({ root }: AnyStateMachine): AnyStateNode[] =>
  Object.values(root.states[PROCEDURE]?.states ?? {});

/** The duties that run beside the stages, each in a region of its own. */
export const dutiesOf = ({ root }: AnyStateMachine): AnyStateNode[] =>
  Object.values(root.states).filter(({ key }) => key !== PROCEDURE);

export const isInDuty = ({ path }: AnyStateNode): boolean => path[0] !== PROCEDURE;

export const pathOf = ({ path }: AnyStateNode): string => (path[0] === PROCEDURE ? path.slice(1) : path).join('.');

/** A state and those around it, without the root: what the root allows, it allows in every state. */
export const enclosing = (node: AnyStateNode): AnyStateNode[] => withAncestors(node).filter(({ parent }) => parent);

export const isLeaf = ({ states }: AnyStateNode): boolean => Object.keys(states).length === 0;

/** A state whose children are the rungs of its deadline. */
export const isLadder = ({ states }: AnyStateNode): boolean => Object.values(states).some(isRung);

export const isRung = (node: AnyStateNode): boolean => metaOf(node).slot !== undefined;

/** What the chart writes beside its states and transitions; XState does not type it. */
interface Meta {
  readonly article?: string | null;
  readonly mark?: Mark;
  /** Of a rung: where its clock stands. */
  readonly slot?: string;
}

export const metaOf = ({ meta }: { readonly meta?: Meta }): Meta => meta ?? {};

/** What a state or a transition says it rests on; null where it says nothing. */
export function basisIn(said: { readonly meta?: Meta }): Basis | null {
  const { article = null, mark } = metaOf(said);
  return article === null && mark === undefined ? null : { article, mark: mark ?? 'law' };
}

export const isSlot = (name: string): name is Slot => name in SLOTS;

/** The slots whose clocks a state waits for: those of its ladders, and those whose end is a delay of its own, such as OBJECTION_DUE. */
export function slotsAwaited(root: AnyStateNode): string[] {
  const found = allNodes(root).flatMap((node) => [
    metaOf(node).slot ?? [],
    ...node.after.map(({ delay }) => slotOfDelay(String(delay)) ?? []),
  ]);
  return [...new Set(found.flat())];
}

/** Name of an action, and the slot whose clock it is about, if it names one. */
export function actionOf(action: UnknownAction): { readonly name: string; readonly slot: string | null } {
  if (typeof action === 'string') return { name: action, slot: null };
  const { type = '', params } = action as { type?: string; params?: { slot?: string } };
  return { name: type, slot: params?.slot ?? null };
}
