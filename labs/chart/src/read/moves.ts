/** What may happen in a state: each event once, with the places it may lead to. */
import type { PetitionChart, Words } from '@huiyin/workflow';
import { EVENTS } from '@huiyin/workflow/contract';
import type { EventType, Stage } from '@huiyin/workflow/contract';
import type { AnyStateNode } from 'xstate';
import type { Basis } from '../words/measures.ts';
import { ALL_DONE, isStage, STATE_NAMES, stageName, stateName } from '../words/names.ts';
import { pathOf } from './nodes.ts';
import type { Kind, Transition } from './transitions.ts';

/** Where an event leads, by the innermost state that has a name. */
export interface Target extends Words {
  readonly path: string;
  /** Null outside the procedure. */
  readonly stage: Stage | null;
}

export interface Move extends Words {
  readonly event: string;
  readonly kind: Kind;
  readonly targets: readonly Target[];
  readonly bases: readonly Basis[];
  /** What its actions are about. */
  readonly concerns: readonly string[];
}

export const isEvent = (event: string): event is EventType => event in EVENTS;

/** Steps inside the ladders, and what happens by itself on a condition, are left out. @param path of the state they leave */
export function movesOf(transitions: readonly Transition[], chart: PetitionChart, path?: string): Move[] {
  const shown = transitions.filter(({ inLadder, kind }) => !inLadder && kind !== 'always');
  const events = [...new Set(shown.map(({ event }) => event))];
  return events.flatMap((event) => {
    const [first, ...others] = shown.filter((transition) => transition.event === event);
    return first ? [moveOf([first, ...others], chart, path)] : [];
  });
}

type Ways = readonly [Transition, ...Transition[]];

/** One event, whichever of its transitions is taken. */
function moveOf(ways: Ways, chart: PetitionChart, path: string | undefined): Move {
  const [{ event, kind }] = ways;
  const targets = ways.flatMap(({ targets: [first] }) => (first ? [targetOf(first)] : []));
  return {
    event,
    kind,
    ...titleOf(ways[0], chart),
    targets: unique(
      targets.filter((target) => target.path !== path),
      (target) => target.path,
    ),
    bases: unique(
      ways.flatMap(({ basis }) => basis ?? []),
      ({ article, mark }) => `${article} ${mark}`,
    ),
    concerns: ways.flatMap(({ concerns }) => concerns),
  };
}

function titleOf({ kind, event }: Transition, { words }: PetitionChart): Words {
  if (kind === 'done') return ALL_DONE;
  if (kind === 'timer') return words.timer(event).title;
  return isEvent(event) ? EVENTS[event].title : { zh: event, en: event };
}

/** The state a transition ends in, or the one around it that has a name; at the least its stage. */
function targetOf(node: AnyStateNode): Target {
  const path = pathOf(node);
  const [first = ''] = path.split('.');
  const stage = isStage(first) ? first : null;
  if (path in STATE_NAMES) return { path, stage, ...stateName(path) };
  if (path.includes('.') && node.parent) return targetOf(node.parent);
  return { path, stage, ...(stage ? stageName(stage) : stateName(path)) };
}

/** Of those with the same key the first. */
export function unique<T>(list: readonly T[], keyOf: (item: T) => string): T[] {
  return list.filter((item, index) => list.findIndex((other) => keyOf(other) === keyOf(item)) === index);
}
