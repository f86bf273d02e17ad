// 条例第四十条: 催办、督办 and the three recommendations, and whose desk hears of them; 第二十八条: 回避.
import { addDays, dateOf } from '@huiyin/domain';
import type { AlertView, ClockView, PetitionView } from '@huiyin/workflow/contract';
import { expectInvalid, expectProblem } from './problem.ts';
import { allItems, CLERK, petition, register, step, take } from './procedure.ts';
import { answered, handled, startTownship } from './township.ts';
import type { Township } from './township.ts';

let township: Township;
beforeAll(async () => (township = await startTownship()));
afterAll(() => township.stop());

const atWork = async (changes: object = {}): Promise<string> => {
  const { id } = await register(township.client, changes);
  await take(township.client, id, ...handled({ lead: 'ys-qh-ll-rsz' }).slice(0, 3));
  return id;
};

/** The newest alert of a kind once the workers have told what is to be told. */
async function told(id: string, kind: string, user = 'll.xfb'): Promise<AlertView | undefined> {
  await township.client.moveTo((await township.client.now()) + 1);
  const alerts: AlertView[] = await allItems(township.client, user, `/v1/alerts?petition=${id}`);
  return alerts.find((alert) => alert.kind === kind);
}

it('催办 reaches the one who owes the next act', async () => {
  const { client } = township;
  const id = await atWork();
  await step(client, id, 'll.rsz', 'ASSIGN', { assignee: 'll.rsz' });
  await step(client, id, 'qh.director', 'URGE', { note: '请抓紧' });
  expect(await told(id, 'urged', 'll.rsz')).toMatchObject({
    clock: 'handling',
    to: { unit: 'ys-qh-ll-rsz', person: 'll.rsz' },
  });
  for (const user of [CLERK, 'll.mayor', 'll.monitor']) {
    expectProblem(await client.send(user, id, 'URGE', {}), 403, 'forbidden');
  }
});

it('is for whoever stands above the matter, not for the head of an office that helps', async () => {
  const { client } = township;
  const id = await atWork();
  await step(client, id, CLERK, 'ADD_PARTY', { unit: 'ys-qh-ll-ds' });
  const { allowedEvents } = await petition(client, id, 'ds.head');
  expect(allowedEvents).toContain('ATTACH');
  for (const type of ['URGE', 'SUCCEED', 'SUPERVISE']) expect(allowedEvents).not.toContain(type);
  expectProblem(await client.send('ds.head', id, 'URGE', {}), 403, 'forbidden');
});

it('a recommendation shows nobody who petitions, whoever it goes to', async () => {
  const { client } = township;
  const id = await atWork();
  await step(client, id, 'll.xfb', 'RECOMMEND', { kind: 'improve', to: 'ys-qh-ll-jw', text: '改进工作' });
  expect((await petition(client, id, 'll.jw')).petitioner).toMatchObject({ name: '秦**', masked: true });
});

describe('督办', () => {
  const MEASURES = { measures: '五日内办结，并改进台账' };

  it('rests on a ground that the case itself shows', async () => {
    const { client } = township;
    const id = await atWork();
    expect((await petition(client, id)).supervisionGrounds).toEqual([]);
    for (const ground of ['overdue', 'notReported', 'notExecuted', 'bounced', 'procedure']) {
      const answer = await client.send('ll.secretary', id, 'SUPERVISE', { ground, ...MEASURES });
      expect(answer.body).toMatchObject({ status: 409, refusedBy: ['groundHolds'] });
    }
  });

  it('of what is overdue is answered by the unit in writing, within fifteen days', async () => {
    const { client } = township;
    const id = await atWork();
    await client.moveBy(61);
    const late: PetitionView = await petition(client, id);
    expect(late.supervisionGrounds).toEqual(['overdue']);
    expect(late.tags).toContain('supervisionDue');
    const data = { ground: 'overdue', ...MEASURES };
    const view: PetitionView = await step(client, id, 'll.secretary', 'SUPERVISE', data);
    const dueOn = addDays(dateOf(await client.now()), 15);
    expect(view.clocks.find(({ name }) => name === 'supervision')).toMatchObject({ status: 'running', dueOn });
    expect(view.regions['supervision']).toMatch(/^owed/);
    expect(await told(id, 'supervised', 'll.rsz')).toMatchObject({
      clock: 'supervision',
      to: { unit: 'ys-qh-ll-rsz' },
    });
    const again = await client.send('qh.director', id, 'SUPERVISE', data);
    expect(again.body).toMatchObject({ status: 409, refusedBy: ['noAnswerOwed'] });
    const answered_ = await step(client, id, 'll.rsz', 'ANSWER_SUPERVISION', { answer: '已整改' });
    expect(answered_.clocks.find(({ name }: ClockView) => name === 'supervision').status).toBe('met');
  });
});

describe('a recommendation', () => {
  const TEXT = { kind: 'improve', text: '请完善路灯巡查制度' };

  it('shows the matter to the unit it is made to, until that has answered', async () => {
    const { client } = township;
    const id = await atWork();
    expectProblem(await client.get('ll.cjb', `/v1/petitions/${id}`), 404, 'not-found');
    const view: PetitionView = await step(client, id, 'qh.director', 'RECOMMEND', { ...TEXT, to: 'ys-qh-ll-cjb' });
    expect(view.parties).toContainEqual({ unit: 'ys-qh-ll-cjb', role: 'recommended' });
    expect((await petition(client, id, 'll.cjb')).petitioner.masked).toBe(true);
    await client.moveBy(31);
    expect(await told(id, 'overdue', 'll.cjb')).toMatchObject({
      clock: 'recommendation',
      to: { unit: 'ys-qh-ll-cjb' },
    });
    const answer = { number: 1, adopted: 'partly', answer: '部分采纳' };
    expectProblem(
      await client.send('ll.hbz', id, 'ANSWER_RECOMMENDATION', answer, { 'if-match': '"1"' }),
      404,
      'not-found',
    );
    expectProblem(await client.send('ll.rsz', id, 'ANSWER_RECOMMENDATION', answer), 403, 'forbidden');
    await step(client, id, 'll.cjb', 'ANSWER_RECOMMENDATION', answer);
    expectProblem(await client.get('ll.cjb', `/v1/petitions/${id}`), 404, 'not-found');
  });

  it('is answered by the unit it was made to, not by another that has one of its own', async () => {
    const { client } = township;
    const id = await atWork();
    for (const to of ['ys-qh-ll-cjb', 'ys-qh-ll-nyb'])
      await step(client, id, 'qh.director', 'RECOMMEND', { ...TEXT, to });
    const answer = (number: number) => ({ number, adopted: 'yes', answer: '采纳' });
    expectInvalid(await client.send('ll.nyb', id, 'ANSWER_RECOMMENDATION', answer(1)), '/data/number');
    await step(client, id, 'll.nyb', 'ANSWER_RECOMMENDATION', answer(2));
    await step(client, id, 'll.cjb', 'ANSWER_RECOMMENDATION', answer(1));
    expect((await petition(client, id)).parties.map(({ role }: { role: string }) => role)).toEqual([
      'registrar',
      'lead',
    ]);
  });

  it('may still be made when the case has ended', async () => {
    const { client } = township;
    const { id } = await register(client);
    await take(client, id, ...answered({ lead: 'ys-qh-ll-rsz' }, 'reject'));
    await client.moveBy(15);
    await step(client, id, 'll.jw', 'RECORD_FOLLOW_UP', { method: 'phone', result: 'satisfied' });
    await step(client, id, CLERK, 'CLOSE', { signedAcceptance: true });
    const view = await step(client, id, 'qh.director', 'RECOMMEND', { ...TEXT, kind: 'policy', to: 'ys-qh-ll' });
    expect(view.state).toBe('closed.concluded');
    expect(view.regions.recommendation).toMatch(/^owed/);
    const data = { number: 1, adopted: 'no', answer: '不采纳，理由如下' };
    expect((await step(client, id, 'll.mayor', 'ANSWER_RECOMMENDATION', data)).regions).toEqual({});
  });
});

describe('回避', () => {
  it('keeps whoever has an interest in the matter out of its handling', async () => {
    const { client } = township;
    const id = await atWork();
    await step(client, id, 'll.rsz', 'ASSIGN', { assignee: 'll.rsz' });
    const recused = await step(client, id, 'll.mayor', 'RECUSE', { account: 'll.rsz', reason: '与信访人是亲属' });
    expect(recused.assignee).toBeNull();
    for (const [type, data] of [
      ['HEAR', {}],
      ['INVESTIGATE', {}],
    ] as const) {
      const answer = await client.send('ll.rsz', id, type, data);
      expect(answer.body).toMatchObject({ status: 409, refusedBy: ['mayHandle'] });
    }
    const back = await client.send('ll.mayor', id, 'ASSIGN', { assignee: 'll.rsz' });
    expect(back.body).toMatchObject({ status: 409, refusedBy: ['notRecused'] });
  });

  it('is of somebody who is there: a slip of the pen would keep nobody out', async () => {
    const id = await atWork();
    const answer = await township.client.send('ll.mayor', id, 'RECUSE', { account: 'll.rzs', reason: '亲属' });
    expectInvalid(answer, '/data/account');
  });
});
