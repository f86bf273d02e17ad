import { sealed } from '@huiyin/workflow';
import { apart, EVENT_NAMES, EVENTS, FIELDS } from '@huiyin/workflow/contract';
import type { EventType, Named } from '@huiyin/workflow/contract';
import type { RecordedEvent } from '@huiyin/workflow';
import { OTHER, PEOPLE, senderOf, UNITS } from '../../support/a-case.ts';
import type { Person } from '../../support/a-case.ts';

/** Something that a person says to a case. */
export interface Saying {
  readonly type: EventType;
  readonly data: object;
  readonly by: Person;
  /** What the chart gets of it. */
  readonly order: RecordedEvent & { readonly by: (typeof PEOPLE)[Person] };
}

/** Whom or what an event names in these tests; undefined: as in its example, or nobody. */
const NAMES: Readonly<Record<Named, string | undefined>> = {
  recipient: UNITS.lead,
  organAbove: UNITS.above,
  part: UNITS.co,
  assignee: 'll.zrs',
  recused: 'somebody',
  ...{ petition: OTHER, lead: OTHER, link: OTHER },
  ...{ organ: undefined, ownPart: undefined, ownRecommendation: undefined, person: undefined },
  ...{ accused: undefined, accusedEntry: undefined, nobody: undefined },
};

/** The same for one event. */
function named(type: EventType): object {
  const naming = FIELDS.get(type)?.naming ?? [];
  return Object.fromEntries(naming.flatMap(({ field, names }) => (NAMES[names] ? [[field, NAMES[names]]] : [])));
}

/** Each choice that may lead somewhere else; an event without a choice is said as in its example. */
const CHOICES: Partial<Record<EventType, readonly object[]>> = {
  ACCEPT: [{}, { procedure: 'simple' }, { procedure: 'immediate' }],
  REFUSE: [{ basis: 'recheck-concluded' }, { basis: 'litigation-visit' }],
  REDIRECT: [{}, { track: 'administrative-ruling' }],
  SUPPLEMENT: [{}, { contactable: true }],
  LINK: [{ relation: 'repeat' }],
  TRANSFER: [{}, { mode: '交办' }, { unit: UNITS.another }],
  DECIDE_OBJECTION: [{ upheld: true }, { upheld: false }],
  GIVE_NOTICE: [{}, { procedure: 'simple' }, { method: 'notOwed' }],
  ROUTE_TRACK: [
    { track: 'arbitration', organ: '劳动人事争议仲裁委员会' },
    { track: 'duty', organ: undefined },
    { track: 'discipline', organ: '清河县纪委监委' },
    { track: 'discipline', organ: undefined },
  ],
  ADD_PARTY: [{ unit: UNITS.co }],
  SUCCEED: [{ unit: UNITS.another }, { unit: UNITS.co }],
  ADD_ACCUSED: [{}, { add: [{ name: '某某', unit: UNITS.another }] }],
  LIFT_RECUSAL: [{}, { account: 'another' }],
  DECIDE_EXTENSION: [{ approved: true, reasonNotified: true }, { approved: false }],
  ISSUE_OPINION: [{ outcome: 'support' }, { outcome: 'reject' }, { outcome: 'adopt' }],
  SERVE: [{ method: 'inPerson' }, { method: 'onFile' }],
  // By a letter that was long in the post as well: heard when the window is over.
  REQUEST_REVIEW: [{}, { requestedOn: '2026-03-20' }],
  DECIDE_REVIEW: [{ decision: 'uphold' }, { decision: 'revoke' }],
  REQUEST_RECHECK: [{ organ: UNITS.top }],
  DECIDE_RECHECK: [{ decision: 'uphold' }, { decision: 'orderAnew' }],
  RECORD_FOLLOW_UP: ['satisfied', 'notSolved', 'unreachable'].map((result) => ({ result })),
  RECOMMEND: [{ to: UNITS.another }],
  ANSWER_RECOMMENDATION: [{ number: 1 }, { number: 2 }],
};

/** What may be said in any stage, and changes nothing in the procedure itself. */
export const BESIDE: readonly EventType[] = [
  ...([
    'REPORT_BACK',
    'RECORD_EXECUTION',
    'ADD_PARTY',
    'SUBMIT_PART',
    'EXCUSE_PART',
    'SUCCEED',
    'LIFT_RECUSAL',
    'ADD_ACCUSED',
    'REMOVE_ACCUSED',
    'ATTACH',
    'RECUSE',
    'RATE',
  ] as const),
  ...(['LINK', 'UNLINK', 'REPORT_URGENT', 'URGE', 'SUPERVISE', 'ANSWER_SUPERVISION'] as const),
  ...(['RECOMMEND', 'ANSWER_RECOMMENDATION'] as const),
];

/** What waits for the petitioner: none of it is needed to bring a case to its end. */
export const PETITIONERS: readonly EventType[] = [
  ...(['SUPPLEMENT', 'WITHDRAW', 'SETTLE', 'REQUEST_REVIEW', 'REQUEST_RECHECK', 'RATE', 'CLOSE'] as const),
];

export function saying(type: EventType, data: object = {}, by: Person = senderOf(type)): Saying {
  const parsed = EVENTS[type].data.parse({ ...EVENTS[type].example, ...data }) as Record<string, unknown>;
  return { type, data, by, order: { ...sealed(apart(type, parsed), '00').event, by: PEOPLE[by] } };
}

/** Everything that can be said, with every choice. */
export const SAYINGS: readonly Saying[] = EVENT_NAMES.flatMap((type) =>
  (CHOICES[type] ?? [{}]).map((data) => saying(type, { ...named(type), ...data })),
);
