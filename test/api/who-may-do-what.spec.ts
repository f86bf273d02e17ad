import { EVENT_NAMES, EVENTS, FIELDS } from '@huiyin/workflow/contract';
import type { EventType, Named } from '@huiyin/workflow/contract';
import { startSystem } from '../support/system.ts';
import type { System } from '../support/system.ts';
import { expectProblem } from './problem.ts';
import { CLERK, petitionAt, register, step } from './procedure.ts';
import type { Step } from './procedure.ts';
import { EVERYBODY } from './township.ts';
import { whatIsStored } from './witness.ts';

let system: System;
/** What LINK and MERGE name. */
let other: string;
beforeAll(async () => {
  system = await startSystem({ workers: 0 });
  other = (await register(system.client)).id;
});
afterAll(() => system.stop());

/** The seventeen accounts of the demo township. */
const ACCOUNTS = EVERYBODY.slice(0, 17);
const INTAKE = ['qh.intake', 'll.xfb', 'll.xfb.clerk'];
const LEADERS = ['ll.secretary', 'll.mayor'];
const OVERSEERS = ['qh.director', 'll.secretary', 'll.xfb'];
const ABOVE = [...new Set([...LEADERS, ...OVERSEERS])];
const HANDLING = 'll.rsz';
const VISITING = 'll.jw';
const CO = { unit: 'ys-qh-ll-cjb', handler: 'll.cjb' };

const sentBack = (unit: string, handler: string): Step[] => [
  [CLERK, 'TRANSFER', { unit }],
  [handler, 'OBJECT', { reason: '无权' }],
  [CLERK, 'DECIDE_OBJECTION', { upheld: true }],
];
const REVIEW: Step[] = [[CLERK, 'REQUEST_REVIEW']];
const RECHECK: Step[] = [
  ...REVIEW,
  ['ll.secretary', 'DECIDE_REVIEW', { decision: 'uphold', reasons: '无不当' }],
  [CLERK, 'REQUEST_RECHECK'],
];

interface Row {
  readonly state: Parameters<typeof petitionAt>[1];
  /** What happens in that state before. */
  readonly way?: readonly Step[];
  /** What else than in the example is said. */
  readonly data?: object;
  /** Everybody who is to be let through, for a petition in the state where the event belongs; all others get 403. */
  readonly senders: readonly string[];
}

const MATRIX: Readonly<Record<EventType, Row>> = {
  ACCEPT: { state: 'acceptance', senders: INTAKE },
  REFUSE: { state: 'acceptance', data: { basis: 'litigation-visit' }, senders: INTAKE },
  REDIRECT: { state: 'acceptance', senders: INTAKE },
  REQUEST_SUPPLEMENT: { state: 'acceptance', senders: INTAKE },
  SUPPLEMENT: { state: 'acceptance', senders: INTAKE },
  MERGE: { state: 'acceptance', senders: INTAKE },
  UNMERGE: { state: 'acceptance', way: [[CLERK, 'MERGE']], senders: INTAKE },
  ANSWER: { state: 'handling', senders: [...INTAKE, HANDLING] },
  WITHDRAW: { state: 'handling', senders: INTAKE },
  REOPEN: { state: 'acceptance', way: [[CLERK, 'WITHDRAW', { inWriting: true }]], senders: INTAKE },
  LINK: { state: 'handling', senders: INTAKE },
  UNLINK: { state: 'handling', way: [[CLERK, 'LINK', { relation: 'related' }]], senders: INTAKE },
  REPORT_URGENT: { state: 'acceptance', senders: INTAKE },
  ADD_ACCUSED: { state: 'handling', senders: [...INTAKE, ...LEADERS, HANDLING] },
  REMOVE_ACCUSED: { state: 'handling', senders: [...INTAKE, ...LEADERS, 'qh.director'] },
  TRANSFER: { state: 'routing.transferring', data: { unit: 'ys-qh-ll-rsz' }, senders: INTAKE },
  OBJECT: { state: 'routing.noticing', senders: [HANDLING] },
  DECIDE_OBJECTION: { state: 'routing.noticing', way: [[HANDLING, 'OBJECT', { reason: '无权' }]], senders: INTAKE },
  ARBITRATE: {
    state: 'routing.transferring',
    way: [...sentBack('ys-qh-ll-zrs', 'll.zrs'), ...sentBack('ys-qh-ll-nyb', 'll.nyb')],
    data: { unit: CO.unit },
    senders: ABOVE,
  },
  GIVE_NOTICE: { state: 'routing.noticing', senders: [HANDLING] },
  ROUTE_TRACK: { state: 'handling', data: { track: 'duty', organ: undefined }, senders: [...INTAKE, HANDLING] },
  RECORD_TRACK_OUTCOME: { state: 'handling', senders: [...INTAKE, HANDLING] },
  ADD_PARTY: { state: 'handling', data: { unit: CO.unit }, senders: [...INTAKE, HANDLING] },
  SUBMIT_PART: { state: 'handling', way: [[CLERK, 'ADD_PARTY', { unit: CO.unit }]], senders: [CO.handler] },
  EXCUSE_PART: { state: 'handling', way: [[CLERK, 'ADD_PARTY', { unit: CO.unit }]], senders: [...INTAKE, ...LEADERS] },
  ASSIGN: { state: 'handling', data: { assignee: 'll.rsz' }, senders: [...LEADERS, HANDLING] },
  SUCCEED: { state: 'handling', data: { unit: CO.unit }, senders: [...INTAKE, ...OVERSEERS] },
  RECUSE: { state: 'followUp', senders: [...INTAKE, ...ABOVE, HANDLING, VISITING] },
  LIFT_RECUSAL: { state: 'handling', data: { account: HANDLING }, senders: ABOVE },
  REPORT_BACK: { state: 'handling', senders: [HANDLING] },
  HEAR: { state: 'handling', senders: [HANDLING] },
  INVESTIGATE: { state: 'handling', senders: [HANDLING] },
  START_MEDIATION: { state: 'handling', senders: [HANDLING] },
  SETTLE: { state: 'handling', senders: [HANDLING] },
  FAIL_MEDIATION: { state: 'handling', senders: [HANDLING] },
  OPEN_HEARING: { state: 'handling', senders: [...ABOVE, HANDLING] },
  CLOSE_HEARING: { state: 'followUp', way: REVIEW, senders: [...LEADERS, 'll.xfb'] },
  REQUEST_EXTENSION: { state: 'handling', senders: [HANDLING] },
  DECIDE_EXTENSION: { state: 'handling', senders: LEADERS },
  FALL_BACK: { state: 'handling', senders: LEADERS },
  ISSUE_OPINION: { state: 'handling', senders: [HANDLING] },
  APPROVE_OPINION: { state: 'reply', senders: LEADERS },
  RETURN_OPINION: { state: 'reply', senders: LEADERS },
  SERVE: { state: 'reply', senders: [HANDLING] },
  RECORD_EXECUTION: { state: 'followUp', senders: [...LEADERS, HANDLING] },
  REQUEST_REVIEW: { state: 'followUp', senders: INTAKE },
  DECIDE_REVIEW: { state: 'followUp', way: REVIEW, senders: [...LEADERS, 'll.xfb'] },
  REQUEST_RECHECK: { state: 'followUp', way: RECHECK.slice(0, 2), senders: INTAKE },
  DECIDE_RECHECK: { state: 'followUp', way: RECHECK, senders: ['qh.director'] },
  RECORD_FOLLOW_UP: { state: 'followUp', senders: [...OVERSEERS, VISITING] },
  RATE: { state: 'followUp', senders: [...INTAKE, VISITING] },
  REWORK: { state: 'followUp', senders: OVERSEERS },
  CLOSE: { state: 'followUp', senders: INTAKE },
  URGE: { state: 'handling', senders: OVERSEERS },
  SUPERVISE: { state: 'handling', senders: OVERSEERS },
  ANSWER_SUPERVISION: { state: 'handling', senders: [...INTAKE, ...LEADERS, HANDLING] },
  RECOMMEND: { state: 'handling', data: { to: CO.unit }, senders: OVERSEERS },
  ANSWER_RECOMMENDATION: {
    state: 'handling',
    way: [['qh.director', 'RECOMMEND', { kind: 'improve', to: CO.unit, text: '建议' }]],
    senders: [...LEADERS, CO.handler],
  },
  ATTACH: { state: 'followUp', senders: [...INTAKE, ...LEADERS, HANDLING, VISITING] },
};

/** With the petition and the person that the event names. */
function named(type: EventType, user: string): object {
  const who: Partial<Record<Named, string>> = { petition: other, lead: other, link: other, person: user };
  const naming = FIELDS.get(type)?.naming ?? [];
  return Object.fromEntries(naming.flatMap(({ field, names }) => (who[names] ? [[field, who[names]]] : [])));
}

/** Whoever may send an event gets as far as the version, which never was; the others are told that it is not theirs. */
async function expectSenders(
  id: string,
  type: EventType,
  { data, senders }: Pick<Row, 'data' | 'senders'>,
): Promise<void> {
  const before = await whatIsStored(system.databaseUrl);
  // Files are sent elsewhere, and whoever may is told so.
  const letThrough = type === 'ATTACH' ? 422 : 412;
  for (const user of ACCOUNTS) {
    const seen = await system.client.get(user, `/v1/petitions/${id}`);
    if (seen.status === 404) {
      expect(senders).not.toContain(user);
      continue;
    }
    const said = { ...EVENTS[type].example, ...data, ...named(type, user) };
    const answer = await system.client.send(user, id, type, said, { 'if-match': '"0"' });
    if (senders.includes(user)) expect([user, answer.status]).toEqual([user, letThrough]);
    else {
      expectProblem(answer, 403, 'forbidden');
      expect(seen.body.allowedEvents).not.toContain(type);
    }
  }
  expect(await whatIsStored(system.databaseUrl)).toEqual(before);
}

it('each event of the contract has its row', () => {
  expect(Object.keys(MATRIX).sort()).toEqual([...EVENT_NAMES].sort());
});

it.each(EVENT_NAMES)('%s', async (type) => {
  const { state, way = [], ...row } = MATRIX[type];
  const id = await petitionAt(system.client, state);
  for (const [user, event, data] of way) {
    await step(system.client, id, user, event, { ...named(event as EventType, user), ...data });
  }
  await expectSenders(id, type, row);
});

it.each([
  ['ll.rsz', 'll.rsz', 200],
  ['ll.mayor', 'll.rsz', 200],
  ['qh.director', 'll.mayor', 200],
  ['ll.rsz', 'll.mayor', 422],
  ['ll.mayor', 'll.secretary', 422],
  ['ll.xfb.clerk', 'll.rsz', 422],
])('%s recuses %s: %d', async (user, account, expected) => {
  const id = await petitionAt(system.client, 'handling');
  const { status, body } = await system.client.send(user, id, 'RECUSE', { account, reason: '亲属' });
  expect([status, body.errors?.[0].pointer]).toEqual([expected, expected === 422 ? '/data/account' : undefined]);
});

it('only the intake desks register', async () => {
  const before = await whatIsStored(system.databaseUrl);
  for (const user of ACCOUNTS.filter((each) => !INTAKE.includes(each))) {
    const body = {
      channel: 'phone',
      purpose: 'inquiry',
      title: '问',
      text: '问',
      petitioner: { name: '匿名' },
      place: 'ys-qh-ll',
    };
    expectProblem(await system.client.call(user, 'POST', '/v1/petitions', { body }), 403, 'forbidden');
  }
  expect(await whatIsStored(system.databaseUrl)).toEqual(before);
});

it('only the administrator moves the clock', async () => {
  const now = await system.client.now();
  for (const user of ACCOUNTS.filter((each) => each !== 'admin')) {
    const body = { now: new Date(now + 60_000).toISOString() };
    expectProblem(await system.client.call(user, 'PUT', '/v1/clock', { body }), 403, 'forbidden');
  }
  expect(await system.client.now()).toBe(now);
});
