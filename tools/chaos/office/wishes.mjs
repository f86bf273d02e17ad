// What an office may want to do next with a petition: how often each event, by where the petition is.

/** By the beginning of the procedure's state. */
const IN_STATE = {
  'acceptance.registered': {
    ...{ ACCEPT: 12, REQUEST_SUPPLEMENT: 3, REDIRECT: 0.3, REFUSE: 0.3, WITHDRAW: 0.3 },
    ...{ ANSWER: 1, LINK: 0.5, MERGE: 0.4, REPORT_URGENT: 0.3 },
  },
  'acceptance.awaitingSupplement': { SUPPLEMENT: 8, ACCEPT: 2 },
  'routing.transferring': { TRANSFER: 12, REDIRECT: 0.3, WITHDRAW: 0.3 },
  'routing.noticing': { GIVE_NOTICE: 6, OBJECT: 3, ASSIGN: 2, TRANSFER: 0.4 },
  'routing.objecting': { DECIDE_OBJECTION: 1 },
  'routing.arbitrating': { ARBITRATE: 1 },
  'handling.working': {
    ...{ HEAR: 4, INVESTIGATE: 4, ISSUE_OPINION: 6, ASSIGN: 1 },
    ...{ REQUEST_EXTENSION: 1, DECIDE_EXTENSION: 2, WITHDRAW: 0.2, FALL_BACK: 1 },
    ...{ ADD_PARTY: 2, START_MEDIATION: 1, OPEN_HEARING: 0.5, ROUTE_TRACK: 0.2, ANSWER: 0.5 },
  },
  'handling.mediating': { INVESTIGATE: 1, SETTLE: 2, FAIL_MEDIATION: 2 },
  'handling.hearing': { INVESTIGATE: 1, CLOSE_HEARING: 3 },
  'handling.merged': { SERVE: 1, UNMERGE: 1 },
  'reply.approving': { APPROVE_OPINION: 4, RETURN_OPINION: 1 },
  'reply.serving': { SERVE: 1 },
  followUp: { RECORD_FOLLOW_UP: 5, CLOSE: 0.5, RATE: 0.5, REWORK: 0.2 },
  closed: { RATE: 0.3, REOPEN: 0.3 },
};

/** The same for what runs beside it, by the beginning of a region's state: the remedies, and what is owed to others. */
const IN_REGION = {
  remedy: {
    window: { REQUEST_REVIEW: 4 },
    reviewing: { DECIDE_REVIEW: 6 },
    recheckWindow: { REQUEST_RECHECK: 4 },
    rechecking: { DECIDE_RECHECK: 4, OPEN_HEARING: 2 },
    rechecksHearing: { CLOSE_HEARING: 6 },
  },
  execution: { '': { RECORD_EXECUTION: 3 } },
  report: { '': { REPORT_BACK: 0.5 } },
  parts: { '': { SUBMIT_PART: 6, EXCUSE_PART: 1 } },
  supervision: { '': { ANSWER_SUPERVISION: 2 } },
  recommendation: { '': { ANSWER_RECOMMENDATION: 2 } },
};

const ANYWHERE = { URGE: 0.1, SUPERVISE: 0.4, RECOMMEND: 0.1, LINK: 0.1 };

/** Events beyond the ordinary path, to be counted. */
export const BEYOND = [
  ...Object.values(IN_REGION).flatMap((states) => Object.values(states).flatMap(Object.keys)),
  ...['ADD_PARTY', 'SUPERVISE', 'START_MEDIATION', 'SETTLE', 'FAIL_MEDIATION', 'FALL_BACK', 'ARBITRATE', 'REWORK'],
];

/** @returns {Record<string, number> | null} weights by event; null when nothing is left to do */
export function wishesFor({ state, regions }) {
  const place = Object.keys(IN_STATE).find((beginning) => `${state}.`.startsWith(`${beginning}.`));
  if (!place) return null;
  const beside = Object.entries(regions).flatMap(([region, inner]) =>
    Object.entries(IN_REGION[region] ?? {}).filter(
      ([beginning]) => beginning === '' || inner.split('.')[0] === beginning,
    ),
  );
  return Object.assign({}, ANYWHERE, IN_STATE[place], ...beside.map(([, wishes]) => wishes));
}
