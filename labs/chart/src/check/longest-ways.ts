/** How long the longest lawful ways are, with every act on the last day of its period, and whether the chart allows them. */
import { derive, daysBetween, STATUTORY_CALENDAR } from '@huiyin/domain';
import type { LocalDate, Period } from '@huiyin/domain';
import { allNodes, LIMITS, RULES } from '@huiyin/workflow';
import type { Mark, PetitionChart, Words } from '@huiyin/workflow';
import type { AnyStateNode } from 'xstate';
import { entered, successors } from '../read/graph.ts';
import { statesOf } from '../read/model.ts';
import type { Model } from '../read/model.ts';
import { isLeaf, pathOf } from '../read/nodes.ts';
import type { Length } from '../words/measures.ts';
import { WAYS } from './ways.ts';
import type { Passing, Way } from './ways.ts';

/** A sum of periods of one unit that come from one source: nobody can add working days to days without naming a date. */
export interface Sum {
  readonly mark: Mark;
  readonly length: Length;
}

export interface MeasuredWay {
  readonly title: Words;
  readonly sums: readonly Sum[];
  /** Of a petition that was received on RECEIVED_ON. */
  readonly lastDay: LocalDate;
  /** @unit calendar days from then */
  readonly days: number;
}

/** The example that is counted day by day; any day would do whose years' holidays are known. */
export const RECEIVED_ON: LocalDate = '2025-03-03';

interface Passed {
  readonly period: Period;
  readonly mark: Mark;
}

export function longestWays(): MeasuredWay[] {
  return WAYS.map(({ title, stops }) => {
    const passed = stops.flatMap(([, passing]) => (passing ? [ruleOf(passing)] : []));
    const lastDay = passed.reduce((from, { period }) => derive(period, from, STATUTORY_CALENDAR).dueOn, RECEIVED_ON);
    return { title, sums: sumsOf(passed), lastDay, days: daysBetween(RECEIVED_ON, lastDay) };
  });
}

function ruleOf(passing: Passing): Passed {
  if (passing !== 'extension') return RULES[passing];
  const { amount, mark } = LIMITS.extension;
  return { period: { amount, unit: 'calendar-day', roll: 'none' }, mark };
}

function sumsOf(passed: readonly Passed[]): Sum[] {
  const sums = new Map<string, Sum>();
  for (const { mark, period } of passed) {
    const { amount, unit } = period;
    const key = `${mark} ${unit}`;
    sums.set(key, { mark, length: { unit, amount: (sums.get(key)?.length.amount ?? 0) + amount } });
  }
  return [...sums.values()];
}

/** What the chart does not allow of the ways: each state must be able to follow the one before, and each rule run in its state. */
export function wayFaults(model: Model, chart: PetitionChart): string[] {
  const rulesOf = new Map(statesOf(model.stages).map(({ path, rules }) => [path, rules.map(({ name }) => name)]));
  const nodes = new Map(allNodes(chart.machine.root).map((node) => [pathOf(node), node]));
  return WAYS.flatMap((way) => faultsOf(way, rulesOf, nodes));
}

function faultsOf(
  { title, stops }: Way,
  rulesOf: ReadonlyMap<string, readonly Passing[]>,
  nodes: ReadonlyMap<string, AnyStateNode>,
): string[] {
  const fault = (words: string) => [`the longest way '${title.en}' ${words}`];
  return stops.flatMap(([state, passing], index) => {
    const rules = rulesOf.get(state);
    if (!rules) return fault(`goes through ${state}, which is not in the chart`);
    const [before = state] = stops[index - 1] ?? [];
    const [from, to] = [nodes.get(before), nodes.get(state)];
    if (index > 0 && rulesOf.has(before) && !(from && to && leadsTo(from, to)))
      return fault(`goes from ${before} to ${state}, where nothing leads`);
    return passing === undefined || passing === 'extension' || rules.includes(passing)
      ? []
      : fault(`lets ${passing} pass in ${state}, where it never runs`);
  });
}

function leadsTo(from: AnyStateNode, to: AnyStateNode): boolean {
  const leaves = allNodes(from).filter(isLeaf);
  return leaves.some((leaf) => successors(leaf).some((next) => entered(to).includes(next)));
}
