/** What rests on which article, and what rests on none: read off the chart, its periods and its contract. */
import { RULES } from '@huiyin/workflow';
import type { PetitionChart, Rule, Words } from '@huiyin/workflow';
import { EVENTS, REFUSAL_BASES, TRACKS } from '@huiyin/workflow/contract';
import type { EventType } from '@huiyin/workflow/contract';
import type { AnyStateNode } from 'xstate';
import type { Basis } from '../words/measures.ts';
import type { Card } from './cards.ts';
import { cardsOf, statesOf } from './model.ts';
import type { Model } from './model.ts';
import { isEvent, unique } from './moves.ts';
import { isInDuty } from './nodes.ts';
import { transitionsIn } from './transitions.ts';
import type { Transition } from './transitions.ts';

/** A ground of a refusal, or a way other than the petition procedure. */
export interface Choice extends Words {
  readonly article: string;
  readonly kind: 'ground' | 'way';
}

export interface ArticleRow {
  readonly article: string;
  readonly states: readonly Card[];
  readonly events: readonly EventType[];
  /** Conditions, by the reasons for which a step is refused. */
  readonly reasons: readonly Words[];
  readonly rules: readonly Rule[];
  readonly choices: readonly Choice[];
}

const CHOICES: readonly Choice[] = [
  ...Object.values(REFUSAL_BASES).map(({ title, article }) => ({ ...title, article, kind: 'ground' as const })),
  ...Object.values(TRACKS).map(({ zh, en, article }) => ({ zh, en, article, kind: 'way' as const })),
];
const ALL_RULES: readonly Rule[] = Object.values(RULES);

/** @returns a row for each article that the chart rests on, in their order */
export function articlesOf(model: Model, chart: PetitionChart): ArticleRow[] {
  const steps = stepsOf(chart);
  const cards = cardsOf(model);
  const reasons = Object.values(chart.words.whyNot);
  const cited = [
    ...cards.map(({ basis }) => basis?.article),
    ...steps.map(({ basis }) => basis?.article),
    ...[...ALL_RULES, ...CHOICES, ...Object.values(EVENTS)].map(({ article }) => article),
    ...reasons.flatMap(articlesCited),
  ];
  const articles = [...new Set(cited.flatMap((article) => article ?? []))].sort((a, b) => Number(a) - Number(b));
  return articles.map((article) => ({
    article,
    states: cards.filter(({ basis, rules }) => [basis, ...rules].some((each) => each?.article === article)),
    events: eventsOf(steps.filter(({ basis }) => basis?.article === article)),
    reasons: reasonsOf(article, steps, chart),
    rules: ALL_RULES.filter((rule) => rule.article === article),
    choices: CHOICES.filter((choice) => choice.article === article),
  }));
}

/** An act that rests on no article, wherever it does. */
export interface UnwrittenStep {
  readonly mark: Basis['mark'];
  readonly event: EventType;
  readonly nodes: readonly AnyStateNode[];
  readonly reasons: readonly Words[];
}

export interface Unwritten {
  readonly steps: readonly UnwrittenStep[];
  readonly rules: readonly Rule[];
  readonly states: readonly (Card & Pick<Basis, 'mark'>)[];
}

/** @returns the acts, the periods and the states that rest on no article */
export function unwrittenIn({ stages }: Model, chart: PetitionChart): Unwritten {
  return {
    steps: unwrittenSteps(chart),
    rules: ALL_RULES.filter(({ article }) => article === null),
    states: statesOf(stages).flatMap((state) =>
      state.basis?.article === null ? [{ ...state, mark: state.basis.mark }] : [],
    ),
  };
}

function unwrittenSteps(chart: PetitionChart): UnwrittenStep[] {
  const { whyNot } = chart.words;
  const acts = stepsOf(chart).flatMap(({ kind, event, basis, node, guards }) =>
    kind === 'act' && isEvent(event) && basis?.article === null ? [{ event, mark: basis.mark, node, guards }] : [],
  );
  return unique(acts, keyOf).map((first) => {
    const same = acts.filter((act) => keyOf(act) === keyOf(first));
    const guards = new Set(same.flatMap((act) => act.guards));
    return {
      mark: first.mark,
      event: first.event,
      nodes: [...new Set(same.map(({ node }) => node))],
      reasons: [...guards].flatMap((name) => whyNot[name] ?? []),
    };
  });
}

const keyOf = ({ mark, event }: Pick<UnwrittenStep, 'mark' | 'event'>): string => `${mark} ${event}`;

/** Without what happens inside a ladder: it rests on the rule of its clock, which is listed itself. */
function stepsOf(chart: PetitionChart): Transition[] {
  return transitionsIn(chart.machine.root, chart).filter(
    ({ inLadder, kind, node }) => !inLadder && kind !== 'timer' && !(kind === 'always' && isInDuty(node)),
  );
}

function eventsOf(steps: readonly Transition[]): EventType[] {
  const acts = steps.filter(({ kind }) => kind === 'act').map(({ event }) => event);
  return [...new Set(acts.filter(isEvent))];
}

/** A condition belongs to the articles that its reason cites; one that cites none, to those of the steps that ask it. */
function reasonsOf(article: string, steps: readonly Transition[], { words }: PetitionChart): Words[] {
  const asked = new Set(steps.filter(({ basis }) => basis?.article === article).flatMap(({ guards }) => guards));
  return Object.entries(words.whyNot)
    .filter(([name, reason]) => {
      const cited = articlesCited(reason);
      return cited.length > 0 ? cited.includes(article) : asked.has(name);
    })
    .map(([, reason]) => reason);
}

/** Articles of the regulation that a reason names: 29 and 31 of "… (Art. 29, 31)", 31 of "… (Art. 31(6))". */
function articlesCited({ en }: Words): string[] {
  const list = /Art\. ((?:\d+(?:\(\d+\))?(?:, )?)+)/.exec(en)?.[1] ?? '';
  return list
    .replace(/\(\d+\)/g, '')
    .split(', ')
    .filter(Boolean);
}
