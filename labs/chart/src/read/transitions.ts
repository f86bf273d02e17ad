/** Every transition of the chart as a flat record: what sets it off, where it leads, and what it rests on. */
import { allNodes, guardNames, RULES, slotOfDelay, transitionsOf } from '@huiyin/workflow';
import type { PetitionChart } from '@huiyin/workflow';
import type { AnyStateNode, AnyTransitionDefinition } from 'xstate';
import type { Basis } from '../words/measures.ts';
import { actionOf, basisIn, enclosing, isRung, isSlot, metaOf } from './nodes.ts';

/** An act of a person, the end of a period, the end of all regions of a state, or a condition that has come to hold. */
export type Kind = 'act' | 'timer' | 'done' | 'always';

export interface Transition {
  /** The state it leaves. */
  readonly node: AnyStateNode;
  readonly kind: Kind;
  /** Of an act or a timer its name, else empty. */
  readonly event: string;
  /** Whether it leads from rung to rung of a deadline. */
  readonly inLadder: boolean;
  readonly guards: readonly string[];
  readonly targets: readonly AnyStateNode[];
  /** What its actions are about: their names, and the slots of the clocks they name. */
  readonly concerns: readonly string[];
  /** Null: on nothing, which is a fault. */
  readonly basis: Basis | null;
}

/** The transitions of a state and of everything inside it. */
export function transitionsIn(root: AnyStateNode, chart: PetitionChart): Transition[] {
  return allNodes(root).flatMap((node) => ownTransitions(node, chart));
}

/** The transitions of a state itself: what it allows in every state inside it. */
export function ownTransitions(node: AnyStateNode, chart: PetitionChart): Transition[] {
  return transitionsOf(node).map((transition) => recordOf(transition, node, chart));
}

function recordOf(transition: AnyTransitionDefinition, node: AnyStateNode, chart: PetitionChart): Transition {
  const trigger = triggerOf(String(transition.eventType), chart);
  const actions = transition.actions.map(actionOf);
  return {
    node,
    ...trigger,
    inLadder: isRung(node),
    guards: guardNames(transition),
    targets: transition.target ?? [],
    concerns: [...actions.flatMap(({ slot }) => slot ?? []), ...actions.map(({ name }) => name)],
    basis: basisOf(transition, node, trigger),
  };
}

type Trigger = Pick<Transition, 'kind' | 'event'>;

/** XState puts its own prefixes before the names of what is not an act. */
function triggerOf(type: string, { words }: PetitionChart): Trigger {
  if (type === '') return { kind: 'always', event: '' };
  if (type.startsWith('xstate.done.')) return { kind: 'done', event: '' };
  return type.startsWith('xstate.after.')
    ? { kind: 'timer', event: words.timer(type).event }
    : { kind: 'act', event: type };
}

/**
 * An act says itself what it rests on; the end of a period rests on the period's rule; what follows by itself from where the
 * case stands, on the state it follows from.
 */
function basisOf(transition: AnyTransitionDefinition, node: AnyStateNode, { kind, event }: Trigger): Basis | null {
  const own = basisIn(transition);
  if (own || kind === 'act') return own;
  const slot = metaOf(node).slot ?? (kind === 'timer' ? slotOfDelay(event) : undefined);
  if (slot !== undefined && isSlot(slot)) return { article: RULES[slot].article, mark: RULES[slot].mark };
  return enclosing(node).map(basisIn).find(Boolean) ?? null;
}
