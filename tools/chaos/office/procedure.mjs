// What an office may want to do next with a petition, and now and then what it must not do.

export const OFFICE = 'll.xfb';
export const ADMIN = 'admin';
const LEADERS = ['ll.mayor', 'll.secretary'];
const VISITOR = 'll.jw';

export const HANDLERS = {
  'ys-qh-ll-rsz': 'll.rsz',
  'ys-qh-ll-zrs': 'll.zrs',
  'ys-qh-ll-hbz': 'll.hbz',
  'ys-qh-ll-nyb': 'll.nyb',
  'ys-qh-ll-mzb': 'll.mzb',
  'ys-qh-ll-cjb': 'll.cjb',
};
const UNITS = Object.keys(HANDLERS);
const PLACES = ['ys-qh-ll-hy', 'ys-qh-ll-ds', 'ys-qh-ll-xq'];

export const USERS = [OFFICE, 'll.xfb.clerk', ...LEADERS, VISITOR, ...Object.values(HANDLERS), ADMIN];

/** How often each event is wanted in each state. */
const WANTED = {
  'acceptance.registered': { ACCEPT: 12, REQUEST_SUPPLEMENT: 3, REDIRECT: 0.3, REFUSE: 0.3, WITHDRAW: 0.3 },
  'acceptance.awaitingSupplement': { SUPPLEMENT: 8, ACCEPT: 2 },
  'routing.transferring': { TRANSFER: 12, REDIRECT: 0.3, WITHDRAW: 0.3 },
  'routing.noticing': { GIVE_NOTICE: 6, OBJECT: 3, ASSIGN: 2 },
  'routing.objecting': { DECIDE_OBJECTION: 1 },
  'handling.working': {
    ...{ HEAR: 4, INVESTIGATE: 4, ISSUE_OPINION: 5, ASSIGN: 1 },
    ...{ REQUEST_EXTENSION: 1, DECIDE_EXTENSION: 2, WITHDRAW: 0.2 },
  },
  'reply.approving': { APPROVE_OPINION: 4, RETURN_OPINION: 1 },
  'reply.serving': { SERVE: 1 },
  followUp: { RECORD_FOLLOW_UP: 5, CLOSE: 2 },
};

const BY_OFFICE = [
  ...['ACCEPT', 'REFUSE', 'REDIRECT', 'REQUEST_SUPPLEMENT', 'SUPPLEMENT', 'WITHDRAW', 'TRANSFER'],
  ...['DECIDE_OBJECTION', 'CLOSE'],
];
const BY_LEADER = ['DECIDE_EXTENSION', 'APPROVE_OPINION', 'RETURN_OPINION'];

const DATA = {
  REFUSE: () => ({ basis: 'recheck-concluded' }),
  REDIRECT: () => ({ organ: '邻县信访局' }),
  REQUEST_SUPPLEMENT: () => ({ items: ['身份证明'] }),
  SUPPLEMENT: () => ({ note: '已补交' }),
  WITHDRAW: () => ({ inWriting: true, statement: '自愿撤回' }),
  TRANSFER: (dice) => ({ unit: dice.pick(UNITS), mode: dice.pick(['转送', '交办']) }),
  OBJECT: () => ({ reason: '不属本单位职权' }),
  DECIDE_OBJECTION: (dice) => ({ upheld: dice.chance(0.5), reason: '已核实' }),
  ASSIGN: (_dice, { unit }) => ({ assignee: HANDLERS[unit] ?? 'll.rsz' }),
  HEAR: () => ({ method: 'phone', summary: '信访人陈述' }),
  INVESTIGATE: () => ({ findings: '实地查看' }),
  REQUEST_EXTENSION: (dice) => ({ days: 1 + Math.floor(dice.next() * 30), reason: '情况复杂' }),
  DECIDE_EXTENSION: (dice) => (dice.chance(0.7) ? { approved: true, reasonNotified: true } : { approved: false }),
  ISSUE_OPINION: () => ({ outcome: 'support', request: '请求', facts: '事实', decision: '意见', legalBasis: '依据' }),
  RETURN_OPINION: () => ({ reason: '依据不足' }),
  SERVE: () => ({ method: 'inPerson' }),
  RECORD_FOLLOW_UP: (dice) => ({
    method: 'phone',
    result: dice.weighted({ satisfied: 5, partly: 2, notSolved: 3, unreachable: 2 }),
    note: '电话回访',
  }),
  CLOSE: () => ({ signedAcceptance: true }),
};

/** @returns {{ user: string, body: object, event: string } | null} null when nothing is left to do */
export function nextStep(dice, petition) {
  const place = Object.keys(WANTED).find((state) => `${petition.state}.`.startsWith(`${state}.`));
  if (!place) return null;
  const wanted = WANTED[place];
  const type = dice.chance(0.04) ? dice.pick(Object.keys(DATA)) : dice.weighted(wanted);
  const user = dice.chance(0.02) ? dice.pick(USERS) : senderOf(type, petition, dice);
  return { user, event: type, body: { type, data: DATA[type]?.(dice, petition) ?? {} } };
}

/** A timer of the chart, which nobody may fire by hand. */
export function forgedTimer(petition) {
  return { user: OFFICE, event: 'forged', body: { type: `xstate.after.TRANSFER_DUE.petition.${petition.state}` } };
}

function senderOf(type, { unit, confidential }, dice) {
  if (BY_OFFICE.includes(type)) return dice.pick([OFFICE, 'll.xfb.clerk']);
  if (BY_LEADER.includes(type)) return confidential ? OFFICE : dice.pick(LEADERS);
  if (type === 'RECORD_FOLLOW_UP') return confidential ? OFFICE : VISITOR;
  return HANDLERS[unit] ?? 'll.rsz';
}

export function registration(dice, key) {
  const body = {
    channel: dice.pick(['visit', 'letter', 'online', 'phone']),
    purpose: dice.pick(['appeal', 'suggestion']),
    title: `路灯不亮 ${key}`,
    text: '路灯坏了半个月,请派人来修。',
    petitioner: { name: '秦某某', phone: '13900000000', address: '河沿村二组' },
    place: dice.pick(PLACES),
    confidential: dice.chance(0.05),
    accused: dice.chance(0.05) ? [dice.pick(UNITS)] : [],
  };
  return { user: dice.pick([OFFICE, 'll.xfb.clerk']), event: 'REGISTER', path: '/v1/petitions', body };
}
