import { EVENT_NAMES, EVENTS } from './events.ts';
import type { EventType } from './events.ts';
import type { EventSpec, Fitted } from './events/kit.ts';
import type { Named } from './events/naming.ts';
import { FIELDS } from './fields.ts';

/** What of a case an example is fitted to. The context of a petition is one. */
export interface CaseAtHand {
  readonly facts: Fitted;
  readonly parts: readonly { readonly unit: string; readonly status: string }[];
  readonly recommendations: readonly { readonly to: string; readonly adopted: string | null }[];
  readonly recused: readonly string[];
  readonly links: readonly { readonly petition: string }[];
  readonly mergedInto: string | null;
  readonly accused?: readonly { readonly by: string; readonly removed?: true }[];
}

/** Who asks. */
export interface Asker {
  readonly username: string;
  /** Whether a unit is their own, or lies below it. */
  readonly isMine: (unit: string) => boolean;
  /** Whether they may know of another petition. */
  readonly knows: (petition: string) => boolean;
}

type Data = Readonly<Record<string, unknown>>;
type Choose = (at: CaseAtHand, asker: Asker) => unknown;

/** Whom or what this asker could name in this case. What is not here is named as in the example. */
const NAMEABLE: Readonly<Record<Named, Choose | null>> = {
  recipient: null,
  organ: null,
  organAbove: null,
  part: ({ parts }) => parts.find(({ status }) => status === 'owed')?.unit,
  ownPart: ({ parts }, { isMine }) => parts.find(({ unit, status }) => status === 'owed' && isMine(unit))?.unit,
  ownRecommendation: ({ recommendations }, { isMine }) =>
    recommendations.findIndex(({ adopted, to }) => adopted === null && isMine(to)) + 1,
  assignee: null,
  person: (_, { username }) => username,
  recused: ({ recused }) => recused.at(-1),
  petition: null,
  lead: null,
  link: ({ links, mergedInto }, { knows }) =>
    links.find(({ petition }) => petition !== mergedInto && knows(petition))?.petition,
  accused: null,
  accusedEntry: ({ accused = [] }, { username }) => [
    accused.findIndex(({ by, removed }) => by !== username && !removed) + 1,
  ],
  nobody: null,
};

/** Each event as the chart sees it when it is sent as in its example, and as supposed. */
const PROBES = new Map(
  EVENT_NAMES.map((type) => {
    const { data, example, supposing }: EventSpec = EVENTS[type];
    const said = data.parse(example) as Data;
    const fields = Object.keys(said).filter((field) => FIELDS.get(type)?.personal.has(field));
    return [type, { sealed: { fields, digest: '' }, said, supposing: supposing }];
  }),
);

/** An event as a person might send it to this case, for asking the chart whether it would take it. */
export function probe(type: EventType, at: CaseAtHand, asker: Asker) {
  const { sealed, said, supposing } = PROBES.get(type) ?? {};
  return { type, sealed, data: { ...said, ...fitted(type, at, asker), ...supposing } };
}

/** What a person may send as it stands, but for the units, persons and petitions that it names. */
export function exampleOf(type: EventType, at: CaseAtHand, asker: Asker): object {
  return { ...(EVENTS[type].example as object), ...fitted(type, at, asker) };
}

function fitted(type: EventType, at: CaseAtHand, asker: Asker): Data {
  const { fitting }: EventSpec = EVENTS[type];
  const named = FIELDS.get(type)?.naming.flatMap(({ field, names }) => {
    const choose = NAMEABLE[names];
    return choose ? [[field, choose(at, asker)]] : [];
  });
  return {
    ...(fitting && suits(fitting.where, at.facts) ? fitting.data : {}),
    ...(Object.fromEntries(named ?? []) as Data),
  };
}

function suits(where: Partial<Fitted>, facts: Fitted): boolean {
  return Object.entries(where).every(([fact, value]) => facts[fact as keyof Fitted] === value);
}
