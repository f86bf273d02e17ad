import { addDays, dateOf } from '@huiyin/domain';
import { AlertView, HistoryView, PetitionRow, PetitionView } from '@huiyin/workflow/contract';
import { startSystem } from '../support/system.ts';
import type { System } from '../support/system.ts';
import {
  allItems,
  CLERK,
  expectStatus,
  FORM,
  HANDLER,
  LEADER,
  OPINION,
  petition,
  petitionAt,
  register,
  step,
  VISITOR,
} from './procedure.ts';

let system: System;
beforeAll(async () => (system = await startSystem()));
afterAll(() => system.stop());

const alertsOf = (id: string, user = 'll.xfb') => allItems(system.client, user, `/v1/alerts?petition=${id}`);

async function clock(id: string, name: string) {
  const { body } = await system.client.get(CLERK, `/v1/petitions/${id}/clocks`);
  return body.items.find((each: { name: string }) => each.name === name);
}

async function history(id: string, user = CLERK) {
  return (await system.client.get(user, `/v1/petitions/${id}/history`)).body.items;
}

it('lists the petitions of the demo township, but for the one of the thirty that may be against anybody there', async () => {
  const { status, body } = await system.client.get('ll.xfb', '/v1/petitions?limit=100');
  expect(status).toBe(200);
  expect(body.items).toHaveLength(29);
  expect(body.next).toBeNull();
  for (const row of body.items) expect(PetitionRow.parse(row)).toEqual(row);
});

it('carries a petition from 受理 to 终结', async () => {
  const { client } = system;
  const registered = expectStatus(await client.call(CLERK, 'POST', '/v1/petitions', { body: FORM }), 201);
  const { id } = registered.body;
  expect(registered.headers.get('location')).toBe(`/v1/petitions/${id}`);
  expect(registered.headers.get('etag')).toBe('"1"');
  expect(PetitionView.parse(registered.body)).toEqual(registered.body);
  expect(registered.body).toMatchObject({
    stage: 'acceptance',
    stageTitle: '受理',
    state: 'acceptance.registered.onTime',
  });
  expect(registered.body.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
  expect((await client.get(CLERK, `/v1/petitions/${id}`)).body).toEqual(registered.body);

  const stages: string[] = [];
  const take = async (...how: Parameters<typeof step> extends [unknown, unknown, ...infer R] ? R : never) => {
    const view = await step(client, id, ...how);
    expect(PetitionView.parse(view)).toEqual(view);
    stages.push(view.stageTitle);
    return view;
  };
  await take(CLERK, 'ACCEPT');
  await take(CLERK, 'TRANSFER', { unit: 'ys-qh-ll-rsz', mode: '转送' });
  await take(HANDLER, 'ASSIGN', { assignee: HANDLER });
  await take(HANDLER, 'GIVE_NOTICE');
  await take(HANDLER, 'HEAR', { method: 'inPerson', summary: '当面听取' });
  await take(HANDLER, 'INVESTIGATE', { findings: '线路老化' });
  await take(HANDLER, 'ISSUE_OPINION', OPINION);
  await take(LEADER, 'APPROVE_OPINION');
  await take(HANDLER, 'SERVE', { method: 'inPerson' });
  await client.moveBy(15);
  await take(VISITOR, 'RECORD_FOLLOW_UP', { method: 'phone', result: 'satisfied' });
  await client.moveBy(40);

  const closed = await petition(client, id);
  expect(closed).toMatchObject({
    stage: 'closed',
    state: 'closed.concluded',
    allowedEvents: ['LINK', 'SUCCEED', 'RATE', 'ATTACH'],
  });
  expect([...new Set([...stages, closed.stageTitle])]).toEqual(['分流', '办理', '答复', '回访', '终结']);
  const running = (view: PetitionView) =>
    view.clocks.filter(({ status }) => status === 'running').map(({ name }) => name);
  expect(running(closed)).toEqual(['execution']); // what was promised is owed although the case has ended
  expect(running(await step(client, id, HANDLER, 'RECORD_EXECUTION', { result: '路灯已修好' }))).toEqual([]);

  const lines = await history(id);
  expect(lines).toHaveLength(closed.version + 1);
  lines.forEach((line: HistoryView, index: number) => {
    expect(HistoryView.parse(line)).toEqual(line);
    expect(line.seq).toBe(index + 1);
    expect(line.previous).toBe(index === 0 ? lines[0].previous : lines[index - 1].hash);
  });
  expect(lines[0]).toMatchObject({ kind: 'open', actor: { account: CLERK }, data: { title: FORM.title } });
  expect(lines[5]).toMatchObject({ event: 'HEAR', data: { method: 'inPerson', summary: '当面听取' } });
});

it('reminds of a petition left alone, calls it overdue, and climbs three levels', async () => {
  const { client } = system;
  const { id } = await register(client);
  const { dueOn } = await clock(id, 'transfer');
  expect(dueOn).toBe(addDays(dateOf(await client.now()), 15));
  await client.moveBy(13);
  expect((await petition(client, id)).tags).toEqual(['dueSoon']);
  await client.moveBy(3);
  expect((await petition(client, id)).tags).toEqual(['overdue', 'supervisionDue']);
  expect(await clock(id, 'transfer')).toMatchObject({ status: 'breached', remaining: { days: -1 } });
  await client.moveBy(8);
  expect((await petition(client, id)).tags).toEqual(['escalated', 'overdue', 'supervisionDue']);

  const alerts = await alertsOf(id);
  for (const alert of alerts) expect(AlertView.parse(alert)).toEqual(alert);
  expect(alerts.toReversed().map(({ kind, level, to }: AlertView) => [kind, level, to.unit])).toEqual([
    ['reminder', 0, 'ys-qh-ll-xfb'],
    ['reminder', 0, 'ys-qh-ll-xfb'],
    ['reminder', 0, 'ys-qh-ll-xfb'],
    ['overdue', 0, 'ys-qh-ll-xfb'],
    ['escalation', 1, 'ys-qh-ll-xfb'],
    ['escalation', 2, 'ys-qh-ll'],
    ['escalation', 3, 'ys-qh-xfj'],
  ]);
  expect(
    (await client.get('ll.xfb', '/v1/petitions?overdue=true')).body.items.map((row: PetitionRow) => row.id),
  ).toContain(id);
  const fired = (await history(id)).filter(({ kind }: HistoryView) => kind === 'timer');
  expect(fired.map(({ event }: HistoryView) => event)).toEqual([
    ...['TRANSFER_REMIND_10', 'TRANSFER_REMIND_3', 'TRANSFER_REMIND_1', 'TRANSFER_DUE'],
    ...['TRANSFER_ESCALATE_1', 'TRANSFER_ESCALATE_2', 'TRANSFER_ESCALATE_3'],
  ]);
});

it('calls an answered petition for its visit on day 15, by somebody other than the handler', async () => {
  const { client } = system;
  const id = await petitionAt(client, 'followUp');
  const { dueOn } = await clock(id, 'followUp');
  expect(dueOn).toBe(addDays(dateOf(await client.now()), 15));
  expect((await petition(client, id, VISITOR)).tags).toEqual([]);
  await client.moveBy(15);
  const called = await petition(client, id, VISITOR);
  expect(called.tags).toContain('followUpDue');
  expect(called.allowedEvents).toContain('RECORD_FOLLOW_UP');
  const [alert] = await alertsOf(id, VISITOR);
  expect(alert).toMatchObject({ kind: 'followUpDue', clock: 'followUp', dueOn, to: { unit: 'ys-qh-ll-jw' } });
  const inVain = { method: 'phone', result: 'unreachable' };
  await step(client, id, VISITOR, 'RECORD_FOLLOW_UP', inVain);
  const again = await client.send(VISITOR, id, 'RECORD_FOLLOW_UP', inVain);
  expect(again.body).toMatchObject({ status: 409, refusedBy: ['attemptIsNew'], detail: '今天已记录过一次未联系到' });
  await client.moveBy(1);
  await step(client, id, VISITOR, 'RECORD_FOLLOW_UP', { method: 'visit', result: 'satisfied' });
  expect((await petition(client, id)).regions.visit).toBe('recorded');
  const view = await step(client, id, CLERK, 'CLOSE', { signedAcceptance: true });
  expect(view.state).toBe('closed.concluded');
});

it('sends back what the visit finds not solved, with a fresh short clock and no extension', async () => {
  const { client } = system;
  const id = await petitionAt(client, 'followUp');
  await client.moveBy(15);
  const view = await step(client, id, VISITOR, 'RECORD_FOLLOW_UP', {
    method: 'visit',
    result: 'notSolved',
    note: '灯还是不亮',
  });
  expect(view).toMatchObject({ stage: 'handling', state: 'handling.working.onTime' });
  expect(view.clocks.at(-1)).toMatchObject({
    name: 'handling-2',
    status: 'running',
    basis: 'ours',
    dueOn: addDays(dateOf(await client.now()), 30),
  });
  const refused = await client.send(HANDLER, id, 'REQUEST_EXTENSION', { days: 10, reason: '再查' });
  expect(refused.status).toBe(409);
  expect(refused.body).toMatchObject({ detail: '二次办理不再延期', refusedBy: ['firstHandling'] });
  await step(client, id, HANDLER, 'HEAR');
  await step(client, id, HANDLER, 'INVESTIGATE');
  await step(client, id, HANDLER, 'ISSUE_OPINION', OPINION);
  await step(client, id, LEADER, 'RETURN_OPINION', { reason: '依据不足' });
  await step(client, id, HANDLER, 'ISSUE_OPINION', OPINION);
  expect((await step(client, id, LEADER, 'APPROVE_OPINION')).state).toMatch(/^reply\.serving/);
});

it('takes the reasons of an opinion apart from its facts, and keeps them as personal', async () => {
  const id = await petitionAt(system.client, 'handling');
  await step(system.client, id, HANDLER, 'HEAR');
  await step(system.client, id, HANDLER, 'INVESTIGATE');
  await step(system.client, id, HANDLER, 'ISSUE_OPINION', { ...OPINION, reasons: '线路已过使用年限' });
  const said = async (user: string) => {
    const { body } = await system.client.get(user, `/v1/petitions/${id}/history`);
    return body.items.find(({ event }: HistoryView) => event === 'ISSUE_OPINION').data;
  };
  expect(await said(CLERK)).toMatchObject({ facts: OPINION.facts, reasons: '线路已过使用年限' });
  expect(await said('ll.monitor')).toMatchObject({ facts: null, reasons: null });
});

it('moves the date by a granted extension, once', async () => {
  const { client } = system;
  const id = await petitionAt(client, 'handling');
  const before = await clock(id, 'handling');
  await step(client, id, HANDLER, 'REQUEST_EXTENSION', { days: 30, reason: '情况复杂' });
  const untold = await client.send(LEADER, id, 'DECIDE_EXTENSION', { approved: true });
  expect(untold.body.errors).toEqual([{ pointer: '/data/reasonNotified', detail: expect.stringContaining('三十四') }]);
  await step(client, id, LEADER, 'DECIDE_EXTENSION', { approved: true, reasonNotified: true });
  const after = await clock(id, 'handling');
  expect(after.dueOn).toBe(addDays(before.dueOn, 30));
  const again = await client.send(HANDLER, id, 'REQUEST_EXTENSION', { days: 1, reason: '还要' });
  expect(again.status).toBe(409);
  expect(again.body.detail).toContain('只限一次');
  expect(await clock(id, 'handling')).toEqual(after);
  const { body } = await client.get(CLERK, `/v1/petitions/${id}/clocks/handling/explanation`);
  expect(body).toMatchObject({ extensionDays: 30, rule: { amount: 60 }, dueOn: after.dueOn });
});

it('declines an extension and leaves the date alone', async () => {
  const { client } = system;
  const id = await petitionAt(client, 'handling');
  const before = await clock(id, 'handling');
  await step(client, id, HANDLER, 'REQUEST_EXTENSION', { days: 5, reason: '情况复杂' });
  await step(client, id, LEADER, 'DECIDE_EXTENSION', { approved: false });
  expect(await clock(id, 'handling')).toEqual(before);
});

it('takes an upheld objection back for another transfer, and leaves a rejected one where it is', async () => {
  const { client } = system;
  const upheld = await petitionAt(client, 'routing.noticing');
  await step(client, upheld, HANDLER, 'OBJECT', { reason: '不属本站职权' });
  const back = await step(client, upheld, CLERK, 'DECIDE_OBJECTION', { upheld: true });
  expect(back).toMatchObject({ state: expect.stringMatching(/^routing\.transferring/), unit: 'ys-qh-ll-xfb' });
  expect((await client.get(HANDLER, `/v1/petitions/${upheld}`)).status).toBe(404);
  await step(client, upheld, CLERK, 'TRANSFER', { unit: 'ys-qh-ll-cjb', mode: 'transfer' });
  expect((await petition(client, upheld, 'll.cjb')).allowedEvents).toContain('GIVE_NOTICE');

  const rejected = await petitionAt(client, 'routing.noticing');
  await step(client, rejected, HANDLER, 'OBJECT', { reason: '不属本站职权' });
  const stays = await step(client, rejected, CLERK, 'DECIDE_OBJECTION', { upheld: false, reason: '三定方案已明确' });
  expect(stays).toMatchObject({ state: 'routing.noticing', unit: 'ys-qh-ll-rsz' });
  expect(stays.allowedEvents).not.toContain('OBJECT');
});

it.each([
  ['REFUSE', { basis: 'recheck-concluded' }, 'closed.refused'],
  ['REDIRECT', { organ: '邻县信访局' }, 'closed.redirected'],
  ['WITHDRAW', { inWriting: true }, 'closed.withdrawn'],
])('%s ends a petition early', async (type, data, state) => {
  const { id } = await register(system.client);
  const view = await step(system.client, id, CLERK, type, data);
  expect(view).toMatchObject({ stage: 'closed', state, allowedEvents: ['REOPEN', 'LINK', 'ATTACH'] });
  expect(view.clocks).toMatchObject([{ name: 'transfer', status: expect.stringMatching(/met|cancelled/) }]);
});

it('brings a confidential matter to its end, though no leader above may know of it', async () => {
  const { client } = system;
  const { id } = await register(client, { confidential: true, accused: ['ys-qh-ll-ds'] }, 'll.xfb');
  await step(client, id, 'll.xfb', 'ACCEPT');
  await step(client, id, 'll.xfb', 'TRANSFER', { unit: 'ys-qh-ll-jw' });
  await step(client, id, 'll.jw', 'GIVE_NOTICE');
  await step(client, id, 'll.jw', 'HEAR');
  await step(client, id, 'll.jw', 'INVESTIGATE');
  await step(client, id, 'll.jw', 'REQUEST_EXTENSION', { days: 10, reason: '须外调' });
  await step(client, id, 'll.xfb', 'DECIDE_EXTENSION', { approved: true, reasonNotified: true });
  await step(client, id, 'll.jw', 'ISSUE_OPINION', OPINION);
  expect((await client.send('ll.jw', id, 'APPROVE_OPINION')).status).toBe(403);
  expect((await client.get('ll.mayor', `/v1/petitions/${id}`)).status).toBe(404);
  await step(client, id, 'll.xfb', 'APPROVE_OPINION');
  await step(client, id, 'll.jw', 'SERVE', { method: 'inPerson' });
  await client.moveBy(16);
  expect((await client.send('ll.jw', id, 'RECORD_FOLLOW_UP', { method: 'phone', result: 'satisfied' })).status).toBe(
    409,
  );
  const visit = { method: 'phone', result: 'satisfied' };
  expect((await client.send('ll.xfb', id, 'RECORD_FOLLOW_UP', visit)).body.refusedBy).toEqual(['visitorIsNotHandler']);
  await step(client, id, CLERK, 'RECORD_FOLLOW_UP', visit);
  await client.moveBy(30);
  expect((await petition(client, id, 'll.xfb')).state).toBe('closed.concluded');
});
