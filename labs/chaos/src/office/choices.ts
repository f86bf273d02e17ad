import type { Dice } from '@huiyin/lab-kit';
import { FIELDS } from '@huiyin/workflow/contract';
import type { EVENTS, EventType, Named, PetitionView } from '@huiyin/workflow/contract';
import type { z } from 'zod';
import type { Town } from './town.ts';

/** Where an event is sent from and to. */
export interface Occasion {
  readonly dice: Dice;
  readonly town: Town;
  readonly petition: PetitionView;
  /** Id of another petition, or of this one while there is no other. */
  readonly other: string;
}

/** What an event says otherwise than the example of the contract: a choice that leads somewhere else, or text to be sealed. */
type Choices = {
  readonly [T in EventType]?: (occasion: Occasion) => Partial<z.input<(typeof EVENTS)[T]['data']>>;
};

const DECISIONS = [
  ['uphold', 6],
  ['change', 1],
  ['revoke', 1],
  ['orderAnew', 2],
] as const;
const RESULTS = [
  ['satisfied', 5],
  ['partly', 2],
  ['notSolved', 3],
  ['unreachable', 2],
] as const;

const CHOICES: Choices = {
  ACCEPT: ({ dice }) => ({ procedure: dice.pick('procedure', ['ordinary', 'ordinary', 'simple']) }),
  TRANSFER: ({ dice }) => ({ mode: dice.pick('mode', ['转送', '转送', '交办']) }),
  DECIDE_OBJECTION: ({ dice }) => ({ upheld: dice.chance('upheld', 0.5), reason: '已核实' }),
  HEAR: () => ({ method: 'phone', summary: '信访人陈述' }),
  INVESTIGATE: () => ({ findings: '实地查看' }),
  REQUEST_EXTENSION: ({ dice }) => ({ days: dice.between('days', 1, 30) }),
  DECIDE_EXTENSION: ({ dice }) => {
    const approved = dice.chance('approved', 0.7);
    return { approved, reasonNotified: approved };
  },
  ISSUE_OPINION: ({ dice, petition }) =>
    petition.purpose === 'suggestion' ? {} : { outcome: dice.pick('outcome', ['support', 'support', 'explain']) },
  REQUEST_REVIEW: () => ({ reason: '不服处理意见' }),
  DECIDE_REVIEW: ({ dice }) => ({ decision: dice.weighted('decision', DECISIONS) }),
  DECIDE_RECHECK: ({ dice }) => ({
    decision: dice.weighted('decision', DECISIONS),
    publish: dice.chance('publish', 0.1),
  }),
  RECORD_FOLLOW_UP: ({ dice }) => ({ result: dice.weighted('result', RESULTS), note: '电话回访' }),
  RATE: ({ dice }) => ({ petitionOffice: dice.pick('rating', ['satisfied', 'dissatisfied']) }),
};

/** Whom or what an event names. What is not here is named as in the example. */
const NAMES: Readonly<Partial<Record<Named, (occasion: Occasion) => string | undefined>>> = {
  recipient: ({ dice, town }) => dice.pick('recipient', town.units),
  assignee: ({ town, petition }) => town.staff.handlerIn(petition.unit ?? ''),
  petition: ({ other }) => other,
  lead: ({ other }) => other,
};

/** What is sent with an event. @param example valid data, but for whom and what it names */
export function dataOf(type: EventType, example: object, occasion: Occasion): object {
  const naming = FIELDS.get(type)?.naming ?? [];
  const named = naming.flatMap(({ field, names }) => {
    const name = NAMES[names]?.(occasion);
    return name === undefined ? [] : [[field, name]];
  });
  return { ...example, ...(Object.fromEntries(named) as object), ...CHOICES[type]?.(occasion) };
}
