/** The states as people speak of them, each with its deadlines and with what may happen in it. */
import { RULES, SLOTS } from '@huiyin/workflow';
import type { PetitionChart, Rule, RuleName, Slot, Words } from '@huiyin/workflow';
import type { Duty } from '@huiyin/workflow/contract';
import type { AnyStateNode } from 'xstate';
import type { Basis } from '../words/measures.ts';
import { regionName, stateName } from '../words/names.ts';
import { isEnd } from './graph.ts';
import { movesOf } from './moves.ts';
import type { Move } from './moves.ts';
import { basisIn, isLadder, isSlot, pathOf, slotsAwaited } from './nodes.ts';
import { TAKING_TURNS } from './taking-turns.ts';
import { transitionsIn } from './transitions.ts';

/** A rule that may run in a state, with the slot of its clock and the desk that owes what it counts. */
export interface CardRule extends Rule {
  readonly name: RuleName;
  readonly slot: Slot;
  readonly duty: Duty;
}

export interface Card extends Words {
  readonly path: string;
  /** Null where the state says nothing of it. */
  readonly basis: Basis | null;
  readonly rules: readonly CardRule[];
  /** Slots the chart waits for and the procedure does not have. */
  readonly unknownSlots: readonly string[];
  readonly moves: readonly Move[];
}

export interface Region extends Words {
  readonly key: string;
}

export interface StateCard extends Card {
  /** Where the regions of the stage run side by side: the one it is in. */
  readonly region: Region | null;
  /** Whether the case is closed in it. */
  readonly isEnd: boolean;
  /** Whether it is the end of its region. */
  readonly isFinal: boolean;
}

/** The rungs of a ladder are the inside of one state; the regions of a parallel state, and what groups states, are none. */
export function statesIn(stage: AnyStateNode): AnyStateNode[] {
  return Object.values(stage.states).flatMap((node) => {
    const groups = !isLadder(node) && (stage.type === 'parallel' || node.type === 'compound');
    return groups ? statesIn(node) : [node];
  });
}

export function stateCard(node: AnyStateNode, stage: AnyStateNode, chart: PetitionChart): StateCard {
  const path = pathOf(node);
  const { parent } = node;
  return {
    ...cardOf(node, movesOf(transitionsIn(node, chart), chart, path)),
    basis: basisIn(node.meta === undefined ? stage : node),
    region: parent && parent !== stage ? { key: parent.key, ...regionName(parent.key) } : null,
    isEnd: isEnd(node, chart.finalTags),
    isFinal: node.type === 'final',
  };
}

/** A duty beside the procedure: one state in which it is owed, and the acts whose actions name it. */
export function dutyCard(node: AnyStateNode, anytime: readonly Move[]): Card {
  const key = node.key.toLowerCase();
  const isOfIt = ({ concerns }: Move) => concerns.some((word) => word.toLowerCase().endsWith(key));
  return cardOf(node, anytime.filter(isOfIt));
}

function cardOf(node: AnyStateNode, moves: readonly Move[]): Card {
  const path = pathOf(node);
  const slots = slotsAwaited(node);
  return {
    path,
    ...stateName(path),
    basis: basisIn(node),
    rules: slots.filter(isSlot).flatMap((slot) => rulesIn(path, slot)),
    unknownSlots: slots.filter((slot) => !isSlot(slot)),
    moves,
  };
}

/** The rules of a clock: the one that gave its slot the name, and those that take turns with it there. */
function rulesIn(path: string, slot: Slot): CardRule[] {
  const names: readonly RuleName[] = [slot, ...(TAKING_TURNS[path]?.[slot] ?? [])];
  return names.map((name) => ({ name, slot, duty: SLOTS[slot].duty, ...RULES[name] }));
}
