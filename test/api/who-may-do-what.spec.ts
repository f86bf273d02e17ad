import { startSystem } from '../support/system.ts';
import type { System } from '../support/system.ts';
import { expectProblem } from './problem.ts';
import { CLERK, petitionAt, register, step } from './procedure.ts';
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
const HANDLING = 'll.rsz';

/** Everybody who is to be let through, for a petition in the state where the event belongs; all others get 403. */
const MATRIX = [
  ['acceptance', 'ACCEPT', {}, INTAKE],
  ['acceptance', 'REFUSE', { basis: 'litigation-visit' }, INTAKE],
  ['acceptance', 'MERGE', {}, INTAKE],
  ['acceptance', 'REPORT_URGENT', { informed: ['镇党委政府'], reason: '急' }, INTAKE],
  ['routing.transferring', 'TRANSFER', { unit: 'ys-qh-ll-rsz' }, INTAKE],
  ['routing.noticing', 'OBJECT', { reason: '无权' }, [HANDLING]],
  ['routing.noticing', 'GIVE_NOTICE', {}, [HANDLING]],
  ['handling', 'ASSIGN', { assignee: 'll.rsz' }, [...LEADERS, HANDLING]],
  ['handling', 'HEAR', {}, [HANDLING]],
  ['handling', 'START_MEDIATION', { bothConsent: true }, [HANDLING]],
  ['handling', 'REQUEST_EXTENSION', { days: 5, reason: '难' }, [HANDLING]],
  ['handling', 'DECIDE_EXTENSION', { approved: false }, LEADERS],
  ['handling', 'FALL_BACK', { notified: true, reason: '难' }, LEADERS],
  ['handling', 'SUCCEED', { unit: 'ys-qh-ll-cjb', reason: '机构改革' }, [...INTAKE, ...OVERSEERS]],
  ['handling', 'ADD_PARTY', { unit: 'ys-qh-ll-cjb' }, [...INTAKE, HANDLING]],
  ['handling', 'ROUTE_TRACK', { track: 'duty' }, [...INTAKE, HANDLING]],
  ['handling', 'REPORT_BACK', { report: '已办结' }, [HANDLING]],
  ['handling', 'WITHDRAW', { inWriting: true }, INTAKE],
  ['handling', 'LINK', { relation: 'related' }, INTAKE],
  ['handling', 'ADD_ACCUSED', { add: [{ name: '某某公司', outside: true }] }, [...INTAKE, ...LEADERS, HANDLING]],
  ['handling', 'REMOVE_ACCUSED', { remove: [1], reason: '误列' }, [...INTAKE, ...LEADERS, 'qh.director']],
  ['handling', 'URGE', {}, OVERSEERS],
  ['handling', 'SUPERVISE', { ground: 'evasion', measures: '限期' }, OVERSEERS],
  ['handling', 'RECOMMEND', { kind: 'improve', to: 'ys-qh-ll-cjb', text: '建议' }, OVERSEERS],
  ['reply', 'APPROVE_OPINION', {}, LEADERS],
  ['reply', 'RETURN_OPINION', { reason: '再查' }, LEADERS],
  ['reply', 'SERVE', { method: 'post' }, [HANDLING]],
  ['followUp', 'CLOSE', { signedAcceptance: true }, INTAKE],
  ['followUp', 'RECORD_FOLLOW_UP', { method: 'phone', result: 'satisfied' }, [...OVERSEERS, 'll.jw']],
  ['followUp', 'RATE', { petitionOffice: 'satisfied', unit: 'satisfied' }, [...INTAKE, 'll.jw']],
  ['followUp', 'REWORK', { reason: '答非所问' }, OVERSEERS],
  ['followUp', 'REQUEST_REVIEW', {}, INTAKE],
  ['followUp', 'RECORD_EXECUTION', { result: '已落实' }, [...LEADERS, HANDLING]],
] as const;

/** Whoever may send an event gets as far as the version, which never was; the others are told that it is not theirs. */
async function expectSenders(id: string, type: string, data: object, allowed: readonly string[]): Promise<void> {
  const before = await whatIsStored(system.databaseUrl);
  for (const user of ACCOUNTS) {
    const seen = await system.client.get(user, `/v1/petitions/${id}`);
    if (seen.status === 404) {
      expect(allowed).not.toContain(user);
      continue;
    }
    const answer = await system.client.send(user, id, type, data, { 'if-match': '"0"' });
    if (allowed.includes(user)) expect([user, answer.status]).toEqual([user, 412]);
    else {
      expectProblem(answer, 403, 'forbidden');
      expect(seen.body.allowedEvents).not.toContain(type);
    }
  }
  expect(await whatIsStored(system.databaseUrl)).toEqual(before);
}

it.each(MATRIX)('in %s, %s', async (state, type, data, allowed) => {
  const named = { LINK: { petition: other }, MERGE: { into: other } }[type as string];
  await expectSenders(await petitionAt(system.client, state), type, { ...data, ...named }, allowed);
});

it('a review is decided by the organ above and its petition office, not by whoever stands above that', async () => {
  const id = await petitionAt(system.client, 'followUp');
  await step(system.client, id, CLERK, 'REQUEST_REVIEW');
  const organ = [...LEADERS, 'll.xfb'];
  await expectSenders(id, 'DECIDE_REVIEW', { decision: 'uphold', reasons: '无不当' }, organ);
  await expectSenders(id, 'CLOSE_HEARING', {}, organ);
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
