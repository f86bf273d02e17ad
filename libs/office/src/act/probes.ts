import { takeApart } from './said.ts';
import type { PetitionContext } from '@huiyin/workflow';
import { EVENTS } from '@huiyin/workflow/contract';
import type { EventType } from '@huiyin/workflow/contract';
import type { z } from 'zod';

export const TYPES = Object.keys(EVENTS) as EventType[];

/** Well-formed data for each event, for asking the chart whether it would take one. */
const PROBES = new Map(
  TYPES.map((type) => {
    const { data, example } = EVENTS[type];
    return [type, takeApart(type, (data as z.ZodType).parse(example) as Record<string, unknown>).event];
  }),
);

/** Who asks. */
interface Sender {
  readonly username: string;
  /** Whether a unit is their own, or lies below it. */
  readonly isMine: (unit: string) => boolean;
  /** Whether they may know of another petition. */
  readonly knows: (petition: string) => boolean;
}
type Fit = Partial<Record<EventType, (context: PetitionContext, sender: Sender) => object>>;

const DISCIPLINE = { track: 'discipline', organ: '有管理权限的纪检监察机关' };

/** Where the example does not fit every case, what fits this one. */
const FITTING: Fit = {
  GIVE_NOTICE: ({ facts }) => (facts.contactable ? {} : { method: 'notOwed' }),
  ROUTE_TRACK: ({ facts }) => (facts.purpose === 'accusation' ? DISCIPLINE : {}),
  ISSUE_OPINION: ({ facts }) => (facts.purpose === 'suggestion' ? { outcome: 'adopt' } : {}),
  EXCUSE_PART: ({ parts }) => ({ unit: parts.find(({ status }) => status === 'owed')?.unit }),
  LIFT_RECUSAL: ({ recused }) => ({ account: recused.at(-1) }),
  REMOVE_ACCUSED: ({ accused = [] }, { username }) => ({
    remove: [accused.findIndex(({ by, removed }) => by !== username && !removed) + 1],
  }),
  RECUSE: (_, { username }) => ({ account: username }),
  SUBMIT_PART: ({ parts }, { isMine }) => ({
    unit: parts.find(({ unit, status }) => status === 'owed' && isMine(unit))?.unit,
  }),
  UNLINK: ({ links, mergedInto }, { knows }) => ({
    petition: links.find(({ petition }) => petition !== mergedInto && knows(petition))?.petition,
  }),
  ANSWER_RECOMMENDATION: ({ recommendations }, { isMine }) => ({
    number: recommendations.findIndex(({ adopted, to }) => adopted === null && isMine(to)) + 1,
  }),
};

/** What a sender may leave to us, or choose, and the chart wants to know. */
const CHOSEN: Fit = {
  GIVE_NOTICE: () => ({ procedure: 'ordinary' }),
  REQUEST_REVIEW: () => ({ organ: 'the unit above' }),
  REQUEST_RECHECK: () => ({ organ: 'the unit above that' }),
};

/** An event as a person might send it to this case. */
export function probe(type: EventType, context: PetitionContext, sender: Sender) {
  const { data, ...event } = PROBES.get(type) as { type: string; data: object };
  return { ...event, data: { ...data, ...FITTING[type]?.(context, sender), ...CHOSEN[type]?.(context, sender) } };
}

/** What a person may send as it stands, but for the units, persons and petitions that it names. */
export function exampleOf(type: EventType, context: PetitionContext, sender: Sender): object {
  return { ...(EVENTS[type].example as object), ...FITTING[type]?.(context, sender) };
}
