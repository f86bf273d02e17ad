import type { EventType, Stage } from '@huiyin/workflow/contract';

/**
 * How much an act presses where it is offered, beside the others that are and by itself: 1 or more is done as soon as
 * somebody looks in who may do it; less, in that share of the looks.
 */
type Weights = Partial<Record<EventType, number>>;

/** What people come for, by the stage a petition is in. */
const IN_STAGE = {
  acceptance: {
    ...{ ACCEPT: 6, REQUEST_SUPPLEMENT: 1, SUPPLEMENT: 4 },
    ...{ REFUSE: 0.1, REDIRECT: 0.1, WITHDRAW: 0.1, ANSWER: 0.3, MERGE: 0.2 },
  },
  routing: { TRANSFER: 0.8, GIVE_NOTICE: 4, OBJECT: 1, DECIDE_OBJECTION: 1, ARBITRATE: 2 },
  handling: {
    ...{ HEAR: 2, INVESTIGATE: 2, ISSUE_OPINION: 6, ASSIGN: 0.3, ROUTE_TRACK: 0.1, UNMERGE: 1 },
    ...{
      REQUEST_EXTENSION: 0.5,
      DECIDE_EXTENSION: 2,
      FALL_BACK: 0.5,
      START_MEDIATION: 0.5,
      SETTLE: 2,
      FAIL_MEDIATION: 2,
    },
    ...{ ADD_PARTY: 0.3, SUBMIT_PART: 4, EXCUSE_PART: 0.3, OPEN_HEARING: 0.3, CLOSE_HEARING: 3 },
  },
  reply: { APPROVE_OPINION: 4, RETURN_OPINION: 1, SERVE: 4 },
  followUp: {
    ...{ RECORD_FOLLOW_UP: 4, RATE: 0.3, CLOSE: 0.3, REWORK: 0.1 },
    ...{ REQUEST_REVIEW: 3, DECIDE_REVIEW: 4, REQUEST_RECHECK: 3, DECIDE_RECHECK: 4 },
  },
  closed: { REOPEN: 0.3 },
} as const satisfies Record<Stage, Weights>;

/** What they come for in any stage. */
const ANYWHERE = {
  ...{ RECORD_EXECUTION: 1, REPORT_BACK: 0.5, ANSWER_SUPERVISION: 0.5, ANSWER_RECOMMENDATION: 1 },
  ...{ URGE: 0.05, SUPERVISE: 0.1, RECOMMEND: 0.05, REPORT_URGENT: 0.05, LINK: 0.1, UNLINK: 0.05 },
  ...{ SUCCEED: 0.05, RECUSE: 0.005, LIFT_RECUSAL: 0.5, RECORD_TRACK_OUTCOME: 0.3 },
  // Not here: whom a petition is kept from does not change under way, and files are no events to the API.
  ...{ ADD_ACCUSED: 0, REMOVE_ACCUSED: 0, ATTACH: 0 },
} as const satisfies Weights;

/** Every event there is. */
export const WISHES: Readonly<Record<EventType, number>> = {
  ...IN_STAGE.acceptance,
  ...IN_STAGE.routing,
  ...IN_STAGE.handling,
  ...IN_STAGE.reply,
  ...IN_STAGE.followUp,
  ...IN_STAGE.closed,
  ...ANYWHERE,
};

/** The same, as far as somebody would come for them in a stage. */
export const wishesIn = (stage: Stage) => Object.entries({ ...ANYWHERE, ...IN_STAGE[stage] }) as [EventType, number][];

/** Events beyond the ordinary path, to be counted. */
const BEYOND: ReadonlySet<string> = new Set<EventType>([
  ...([
    'REQUEST_REVIEW',
    'DECIDE_REVIEW',
    'REQUEST_RECHECK',
    'DECIDE_RECHECK',
    'OPEN_HEARING',
    'CLOSE_HEARING',
  ] as const),
  ...(['RECORD_EXECUTION', 'REPORT_BACK', 'ADD_PARTY', 'SUBMIT_PART', 'EXCUSE_PART'] as const),
  ...(['SUPERVISE', 'ANSWER_SUPERVISION', 'ANSWER_RECOMMENDATION', 'REWORK', 'RECORD_TRACK_OUTCOME'] as const),
  ...(['START_MEDIATION', 'SETTLE', 'FAIL_MEDIATION', 'FALL_BACK', 'ARBITRATE'] as const),
  ...(['SUCCEED', 'RECUSE', 'LIFT_RECUSAL'] as const),
]);

export const isBeyond = (event: string): boolean => BEYOND.has(event);
