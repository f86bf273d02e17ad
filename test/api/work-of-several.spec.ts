// 条例第二十二条至第二十四条、第三十二条: one matter and several units: disputes, co-handlers, reports back, execution.
import { addDays, dateOf } from '@huiyin/domain';
import type { AlertView, ClockView, PetitionView } from '@huiyin/workflow/contract';
import { expectInvalid, expectProblem } from './problem.ts';
import { allItems, CLERK, OPINION, petition, register, step, take, VISITOR } from './procedure.ts';
import { answered, handled, handlerOf, startTownship } from './township.ts';
import type { Township } from './township.ts';

let township: Township;
beforeAll(async () => (township = await startTownship()));
afterAll(() => township.stop());

const clockIn = (view: PetitionView, name: string): ClockView | undefined =>
  view.clocks.find((clock) => clock.name === name);
const alertsOf = (id: string): Promise<AlertView[]> => allItems(township.client, 'll.xfb', `/v1/alerts?petition=${id}`);
const daysAhead = async (days: number) => addDays(dateOf(await township.client.now()), days);

async function sentBackBy(...units: string[]): Promise<string> {
  const { id } = await register(township.client);
  await step(township.client, id, CLERK, 'ACCEPT');
  for (const unit of units) {
    const objection = [handlerOf(unit), 'OBJECT', { reason: '不属本单位职权' }] as const;
    await take(township.client, id, [CLERK, 'TRANSFER', { unit }], objection, [
      CLERK,
      'DECIDE_OBJECTION',
      { upheld: true },
    ]);
  }
  return id;
}

describe('a matter that two units have sent back', () => {
  const DECISION = { unit: 'ys-qh-ll-nyb', reason: '三定方案已明确' };

  it('is given to one of them, or a third, by their common superior, and that is final', async () => {
    const { client } = township;
    const id = await sentBackBy('ys-qh-ll-zrs', 'ys-qh-ll-nyb');
    const waiting = await petition(client, id);
    expect(waiting.state).toMatch(/^routing\.arbitrating/);
    expectProblem(await client.send(CLERK, id, 'TRANSFER', { unit: 'ys-qh-ll-cjb' }), 409, 'event-not-accepted');
    for (const user of [CLERK, 'll.monitor']) {
      expectProblem(await client.send(user, id, 'ARBITRATE', DECISION), 403, 'forbidden');
    }
    const decided = await step(client, id, 'll.secretary', 'ARBITRATE', DECISION);
    expect(decided).toMatchObject({ state: 'routing.noticing', unit: 'ys-qh-ll-nyb' });
    expect(decided.tags).toContain('arbitrated');
    const objected = await client.send('ll.nyb', id, 'OBJECT', { reason: '仍不属' });
    expect(objected.status).toBe(409);
    const moved = await client.send(CLERK, id, 'TRANSFER', { unit: 'ys-qh-ll-cjb' });
    expect(moved.body).toMatchObject({ status: 409, refusedBy: ['notArbitrated', 'notSentBackYet'] });
    expect((await petition(client, id, 'll.nyb')).allowedEvents).toContain('GIVE_NOTICE');
  });

  it('reminds the superior of it, not the units', async () => {
    const id = await sentBackBy('ys-qh-ll-zrs', 'ys-qh-ll-nyb');
    await township.client.moveBy(12);
    const [newest] = (await alertsOf(id)).filter(({ kind }) => kind === 'overdue');
    expect(newest).toMatchObject({ clock: 'arbitration', to: { unit: 'ys-qh-ll' } });
  });

  it('of the county and of the township is the county’s to decide', async () => {
    const { client } = township;
    const id = await sentBackBy('ys-qh-rsj', 'ys-qh-ll-rsz');
    for (const user of ['ll.secretary', 'll.mayor', 'll.xfb']) {
      expectProblem(await client.send(user, id, 'ARBITRATE', DECISION), 403, 'forbidden');
    }
    expect((await step(client, id, 'qh.director', 'ARBITRATE', DECISION)).unit).toBe(DECISION.unit);
  });
});

describe('co-handlers', () => {
  const CO = ['ys-qh-ll-nyb', 'ys-qh-ll-sfs'] as const;

  async function joint(): Promise<string> {
    const { id } = await register(township.client);
    const dueOn = await daysAhead(10);
    await take(
      township.client,
      id,
      ...handled({ lead: 'ys-qh-ll-zrs' }).slice(0, 2),
      [CLERK, 'ADD_PARTY', { unit: CO[0], dueOn }],
      ['ll.zrs', 'ADD_PARTY', { unit: CO[1] }],
      ...handled({ lead: 'ys-qh-ll-zrs' }).slice(2, 5),
    );
    return id;
  }

  it('give their parts, and then the lead makes one reply of all', async () => {
    const { client } = township;
    const id = await joint();
    const view: PetitionView = await petition(client, id, 'll.sfs');
    expect(view.parties).toEqual([
      { unit: 'ys-qh-ll-xfb', role: 'registrar' },
      { unit: 'ys-qh-ll-zrs', role: 'lead' },
      ...CO.map((unit) => ({ unit, role: 'co' })),
    ]);
    expect(view.parts).toMatchObject([
      { unit: CO[0], dueOn: await daysAhead(10), status: 'owed' },
      { unit: CO[1], dueOn: null, status: 'owed' },
    ]);
    expect(view.regions['parts']).toMatch(/^owed/);
    const early = await client.send('ll.zrs', id, 'ISSUE_OPINION', OPINION);
    expect(early.body).toMatchObject({ status: 409, refusedBy: ['partsIn'] });

    await step(client, id, 'll.nyb', 'SUBMIT_PART', { part: '青苗数量属实' });
    expectProblem(await client.send('ll.nyb', id, 'SUBMIT_PART', { part: '又及' }), 403, 'forbidden');
    const later = await step(client, id, 'll.sfs', 'SUBMIT_PART', { part: '合同有效' });
    expect(later.parts.map(({ status }: { status: string }) => status)).toEqual(['submitted', 'submitted']);
    expect(clockIn(later, 'parts')?.status).toBe('met');
    expect((await step(client, id, 'll.zrs', 'ISSUE_OPINION', OPINION)).stage).toBe('reply');
  });

  it('speak for themselves only', async () => {
    const id = await joint();
    const answer = await township.client.send('ll.nyb', id, 'SUBMIT_PART', { unit: CO[1], part: '代交' });
    expectInvalid(answer, '/data/unit');
  });

  it('are reminded by name of their desk, and may be excused for a reason', async () => {
    const { client } = township;
    const id = await joint();
    await client.moveBy(8);
    const [reminder] = (await alertsOf(id)).filter(({ clock }) => clock === 'parts');
    expect(reminder).toMatchObject({ kind: 'reminder', to: { unit: CO[0] } });
    for (const unit of CO) await step(client, id, 'll.mayor', 'EXCUSE_PART', { unit, reason: '与其职权无关' });
    const view = await petition(client, id);
    expect(view.tags).not.toContain('joint');
    expectProblem(await client.get('ll.nyb', `/v1/petitions/${id}`), 404, 'not-found');
    expect((await step(client, id, 'll.zrs', 'ISSUE_OPINION', OPINION)).stage).toBe('reply');
  });
});

describe('交办', () => {
  it('asks for a report by the day the sender sets', async () => {
    const { client } = township;
    const { id } = await register(client);
    await step(client, id, CLERK, 'ACCEPT');
    const past = { unit: 'ys-qh-ll-rsz', mode: '交办', reportBy: await daysAhead(0) };
    const refused = await client.send(CLERK, id, 'TRANSFER', past);
    expect(refused.body).toMatchObject({ status: 409, refusedBy: ['limitAhead'] });
    const reportBy = await daysAhead(30);
    const sent = await step(client, id, CLERK, 'TRANSFER', { ...past, reportBy });
    expect(clockIn(sent, 'report')).toMatchObject({ dueOn: reportBy, duty: 'unit' });
    await client.moveBy(31);
    const overdue = (await alertsOf(id)).find(({ kind, clock }) => kind === 'overdue' && clock === 'report');
    expect(overdue).toMatchObject({ to: { unit: 'ys-qh-ll-rsz' }, dueOn: reportBy });
    expect((await petition(client, id)).supervisionGrounds).toContain('notReported');
    const reported = await step(client, id, 'll.rsz', 'REPORT_BACK', { report: '已办结' });
    expect(clockIn(reported, 'report')?.status).toBe('breached');
  });
});

describe('a supporting opinion', () => {
  it('is carried out by the day it names, and is reminded of although the case has ended', async () => {
    const { client } = township;
    const { id } = await register(client);
    const executeBy = await daysAhead(50);
    const opinion = ['ll.rsz', 'ISSUE_OPINION', { ...OPINION, executeBy }] as const;
    await take(
      client,
      id,
      ...answered({ lead: 'ys-qh-ll-rsz' }).map((each) => (each[1] === 'ISSUE_OPINION' ? opinion : each)),
    );
    await client.moveBy(15);
    await step(client, id, VISITOR, 'RECORD_FOLLOW_UP', { method: 'phone', result: 'satisfied' });
    await client.moveBy(37);
    const view: PetitionView = await petition(client, id);
    expect(view.state).toBe('closed.concluded');
    expect(clockIn(view, 'execution')).toMatchObject({ dueOn: executeBy, status: 'breached' });
    const overdue = (await alertsOf(id)).find(({ kind }) => kind === 'overdue');
    expect(overdue).toMatchObject({ clock: 'execution', to: { unit: 'ys-qh-ll-rsz' } });
    expect(view.supervisionGrounds).toContain('notExecuted');
    const done = await step(client, id, 'll.rsz', 'RECORD_EXECUTION', { result: '已落实' });
    expect(done.clocks.filter(({ status }: ClockView) => status === 'running')).toEqual([]);
  });
});
