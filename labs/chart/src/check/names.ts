/** Whether every part of the chart has a name, and every name a part: without one it would be shown by its key. */
import { RULES } from '@huiyin/workflow';
import { cardsOf, statesOf } from '../read/model.ts';
import type { Model } from '../read/model.ts';
import { TAKING_TURNS } from '../read/taking-turns.ts';
import { ARTICLES } from '../words/articles.ts';
import { REGION_NAMES, STATE_NAMES } from '../words/names.ts';

/** @param articles that the chart rests on @returns what is only on one side, a sentence each */
export function nameFaults(model: Model, articles: readonly string[]): string[] {
  const cards = cardsOf(model);
  const regions = statesOf(model.stages).flatMap(({ region }) => region?.key ?? []);
  const rules = cards.flatMap((card) => card.rules.map(({ name }) => name));
  return [
    ...differences(
      'state',
      STATE_NAMES,
      cards.map(({ path }) => path),
    ),
    ...differences('region', REGION_NAMES, regions),
    ...differences('rule', RULES, rules),
    ...differences('article', ARTICLES, articles),
    ...unmetTurns(model),
  ];
}

function differences(kind: string, names: Readonly<Record<string, unknown>>, found: readonly string[]): string[] {
  const unnamed = [...new Set(found)].filter((name) => !(name in names));
  const unmet = Object.keys(names).filter((name) => !found.includes(name));
  return [
    ...unnamed.map((name) => `${kind} ${name} has no name in labs/chart/src/words`),
    ...unmet.map((name) => `${kind} ${name} is nowhere in the chart`),
  ];
}

/** Slots in which rules are said to take turns, in states that do not wait for them. */
function unmetTurns(model: Model): string[] {
  const cards = cardsOf(model);
  return Object.entries(TAKING_TURNS).flatMap(([path, turns]) => {
    const slots = cards.find((card) => card.path === path)?.rules.map(({ slot }): string => slot) ?? [];
    const unmet = Object.keys(turns).filter((slot) => !slots.includes(slot));
    return unmet.map(
      (slot) => `${path} does not wait for ${slot}, where labs/chart/src/read/taking-turns.ts has rules`,
    );
  });
}
