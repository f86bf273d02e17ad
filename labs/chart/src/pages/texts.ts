/** Parts of the chart in words, as both pages write them. */
import type { Rule } from '@huiyin/workflow';
import { EVENTS } from '@huiyin/workflow/contract';
import type { EventType } from '@huiyin/workflow/contract';
import type { Card } from '../read/cards.ts';
import { inBoth, lengthOf, sourceOf } from '../words/measures.ts';

export const stateText = (card: Card): string => `${inBoth(card)} \`${card.path}\``;
export const eventText = (type: EventType): string => `${inBoth(EVENTS[type].title)} \`${type}\``;

export function ruleText({ title, period, article, mark }: Rule): string {
  const length = lengthOf(period);
  const rolls = period.roll === 'none' ? '' : '，遇休息日顺延 rolls to a working day';
  return `${inBoth(title)}: **${length.zh}** ${length.en}${rolls} (${inBoth(sourceOf({ article, mark }))})`;
}
