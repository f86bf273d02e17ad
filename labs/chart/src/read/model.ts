/** What there is to show, read off the machine itself: stages and duties, their states, and what leads from stage to stage. */
import type { PetitionChart, Words } from '@huiyin/workflow';
import type { Stage } from '@huiyin/workflow/contract';
import { Fault } from '@huiyin/tools/fault';
import type { AnyStateNode } from 'xstate';
import { isStage, stageName } from '../words/names.ts';
import { dutyCard, stateCard, statesIn } from './cards.ts';
import type { Card, StateCard } from './cards.ts';
import { movesOf, unique } from './moves.ts';
import type { Move } from './moves.ts';
import { dutiesOf, stagesOf } from './nodes.ts';
import { ownTransitions } from './transitions.ts';

export interface StageModel extends Words {
  readonly key: Stage;
  /** What is allowed in each of its states. */
  readonly moves: readonly Move[];
  readonly states: readonly StateCard[];
}

/** The events that lead from one stage to another. */
export interface Edge {
  readonly from: Stage;
  readonly to: Stage;
  readonly moves: readonly Move[];
}

export interface Model {
  readonly stages: readonly StageModel[];
  readonly duties: readonly Card[];
  /** What is allowed in any stage and belongs to no duty. */
  readonly anytime: readonly Move[];
  readonly edges: readonly Edge[];
}

/** @throws Fault for a stage that the contract does not have */
export function modelOf(chart: PetitionChart): Model {
  const { machine } = chart;
  const stages = stagesOf(machine).map((node) => stageOf(node, chart));
  const anytime = movesOf(ownTransitions(machine.root, chart), chart);
  const duties = dutiesOf(machine).map((node) => dutyCard(node, anytime));
  const ofDuties = new Set(duties.flatMap(({ moves }) => moves));
  return { stages, duties, anytime: anytime.filter((move) => !ofDuties.has(move)), edges: edgesBetween(stages) };
}

/** Every card of the chart, those of the duties last. */
export const cardsOf = ({ stages, duties }: Model): Card[] => [...statesOf(stages), ...duties];

export const statesOf = (stages: readonly StageModel[]): StateCard[] => stages.flatMap(({ states }) => states);

function stageOf(node: AnyStateNode, chart: PetitionChart): StageModel {
  const { key } = node;
  if (!isStage(key)) throw new Fault(`The contract has no stage '${key}': libs/workflow/src/contract/names.ts`);
  return {
    key,
    ...stageName(key),
    moves: movesOf(ownTransitions(node, chart), chart, key),
    states: statesIn(node).map((state) => stateCard(state, node, chart)),
  };
}

function edgesBetween(stages: readonly StageModel[]): Edge[] {
  const steps = stages.flatMap(({ key: from, moves, states }) =>
    [...moves, ...states.flatMap((state) => state.moves)].flatMap((move) =>
      move.targets.flatMap(({ stage: to }) => (to === null || to === from ? [] : [{ from, to, move }])),
    ),
  );
  return unique(steps, ({ from, to }) => `${from} ${to}`).map(({ from, to }) => {
    const moves = steps.filter((step) => step.from === from && step.to === to).map(({ move }) => move);
    return { from, to, moves: unique(moves, ({ event }) => event) };
  });
}
