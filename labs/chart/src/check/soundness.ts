/**
 * Whether the chart can be trusted: everything can be reached, everything comes to an end, whatever is owed has a clock and
 * somebody who owes it, and every step says what it rests on.
 */
import { allNodes, PETITION_EFFECTS, RULES, soundnessFaults, unreachable } from '@huiyin/workflow';
import type { PetitionChart, Rule } from '@huiyin/workflow';
import { EVENTS } from '@huiyin/workflow/contract';
import { isEnd, withoutEnd } from '../read/graph.ts';
import { statesOf } from '../read/model.ts';
import type { Model } from '../read/model.ts';
import { isEvent } from '../read/moves.ts';
import { isLeaf, pathOf } from '../read/nodes.ts';
import { transitionsIn } from '../read/transitions.ts';
import type { Transition } from '../read/transitions.ts';

export interface Soundness {
  /** How many there are. */
  readonly states: number;
  readonly unreachable: number;
  readonly deadEnds: number;
  /** States in which somebody owes something; of these, without a clock and without a desk that owes it. */
  readonly owed: number;
  readonly untimed: number;
  readonly unowned: number;
  readonly transitions: TransitionCounts;
  /** Everything that is wrong, a sentence each. */
  readonly faults: readonly string[];
}

export interface TransitionCounts {
  readonly all: number;
  readonly law: number;
  readonly practice: number;
  readonly ours: number;
  /** That rest on nothing. */
  readonly unmarked: number;
  readonly timers: number;
  readonly byThemselves: number;
}

export function soundnessOf(model: Model, chart: PetitionChart): Soundness {
  const { root } = chart.machine;
  const transitions = transitionsIn(root, chart);
  const dead = deadEnds(chart);
  const owed = owedStates(model);
  const untimed = owed.filter(({ rules, unknownSlots }) => rules.length === 0 && unknownSlots.length === 0);
  const unowned = owed.filter(({ unknownSlots }) => unknownSlots.length > 0);
  return {
    states: allNodes(root).length,
    unreachable: unreachable(root).length,
    deadEnds: dead.length,
    owed: owed.length,
    untimed: untimed.length,
    unowned: unowned.length,
    transitions: countsOf(transitions),
    faults: [
      ...soundnessFaults(chart, PETITION_EFFECTS),
      ...dead.map((path) => `from ${path} no end can be reached`),
      ...untimed.map(({ path }) => `${path} is owed by no day: it has no clock`),
      ...unowned.map(({ path }) => `${path} is owed by nobody: its clock has no duty holder`),
      ...transitions
        .filter(({ basis }) => basis === null)
        .map((each) => `${nameOf(each)} has neither an article nor a mark`),
      ...eventFaults(transitions),
      ...ruleFaults(),
    ],
  };
}

function deadEnds({ machine, finalTags }: PetitionChart): string[] {
  const leaves = allNodes(machine.root).filter(isLeaf);
  return withoutEnd(leaves, (leaf) => isEnd(leaf, finalTags)).map(pathOf);
}

/** Not those that are an end, or the end of one of two regions side by side. */
function owedStates({ stages, duties }: Model) {
  return [...statesOf(stages).filter(({ isEnd, isFinal }) => !isEnd && !isFinal), ...duties];
}

function countsOf(transitions: readonly Transition[]): TransitionCounts {
  const acts = transitions.filter(({ kind }) => kind === 'act');
  const marked = (mark: Rule['mark']) => acts.filter(({ basis }) => basis?.mark === mark).length;
  const timers = transitions.filter(({ kind, inLadder }) => kind === 'timer' || inLadder).length;
  return {
    all: transitions.length,
    law: marked('law'),
    practice: marked('practice'),
    ours: marked('ours'),
    unmarked: transitions.filter(({ basis }) => basis === null).length,
    timers,
    byThemselves: transitions.length - acts.length - timers,
  };
}

/** What the contract offers and the chart hears must be the same, and an act's article must be that of one of its steps. */
function eventFaults(transitions: readonly Transition[]): string[] {
  const acts = transitions.filter(({ kind }) => kind === 'act');
  const heard = new Set(acts.map(({ event }) => event));
  const unheard = Object.keys(EVENTS).filter((type) => !heard.has(type));
  const elsewhere = Object.entries(EVENTS).filter(
    ([type, { article }]) =>
      heard.has(type) && !acts.some(({ event, basis }) => event === type && basis?.article === article),
  );
  return [
    ...unheard.map((type) => `${type} is in the contract and heard in no state`),
    ...acts.filter(({ event }) => !isEvent(event)).map((act) => `${nameOf(act)} is not in the contract`),
    ...elsewhere.map(([type, { article }]) => `${type} rests on ${article ?? 'no article'} in the contract alone`),
  ];
}

/** A period says where it comes from: an article if and only if it is law. */
function ruleFaults(): string[] {
  return Object.entries<Rule>(RULES)
    .filter(([, { article, mark }]) => (article !== null) !== (mark === 'law'))
    .map(([name, { article, mark }]) => `the period ${name} is marked ${mark} and names ${article ?? 'no article'}`);
}

function nameOf({ node, event, kind }: Transition): string {
  return `${event || kind} in ${pathOf(node) || 'any stage'}`;
}
