// 并案: several petitions about one matter are handled once, and each petitioner is owed a reply.
import type { PetitionView } from '@huiyin/workflow/contract';
import { ask } from './witness.ts';
import { expectInvalid, expectProblem } from './problem.ts';
import { CLERK, petition, register, step, take, VISITOR } from './procedure.ts';
import { answered, handled, startTownship } from './township.ts';
import type { Township } from './township.ts';

let township: Township;
beforeAll(async () => (township = await startTownship()));
afterAll(() => township.stop());

const WAY = { lead: 'ys-qh-ll-hbz' };
const fresh = async (): Promise<string> => (await register(township.client)).id;
const linksOf = (id: string) =>
  ask(township.databaseUrl, 'SELECT other, relation FROM petition_link WHERE case_id = $1', [id]);

async function mergedInto(lead: string): Promise<string> {
  const id = await fresh();
  await step(township.client, id, CLERK, 'MERGE', { into: lead, reason: '同一路段' });
  return id;
}

it('a merged petition is answered by the office that registered it, once the other is decided', async () => {
  const { client } = township;
  const lead = await fresh();
  const id = await mergedInto(lead);
  const view: PetitionView = await petition(client, id);
  expect(view).toMatchObject({ mergedInto: lead, links: [{ petition: lead, relation: 'sameMatter' }] });
  expect(view.clocks.at(-1)).toMatchObject({ name: 'merged', status: 'running', duty: 'registrar' });
  expect(view.allowedEvents).not.toContain('SERVE');

  await take(client, lead, ...handled(WAY, 'reject').slice(0, -1));
  const early = await client.send(CLERK, id, 'SERVE', { method: 'post' });
  expectProblem(early, 409, 'event-not-accepted');
  expect(early.body).toMatchObject({ event: 'SERVE', refusedBy: ['leadDecided'], state: view.state });
  expect(early.body.detail).toContain('撤销并案');
  expect(early.body.allowedEvents).toContain('UNMERGE');

  await step(client, lead, 'll.mayor', 'APPROVE_OPINION');
  expect((await petition(client, id)).allowedEvents).toContain('SERVE');
  const served = await step(client, id, CLERK, 'SERVE', { method: 'post' });
  expect(served).toMatchObject({ stage: 'followUp', remedy: { kind: 'review', status: 'open', organ: 'ys-qh-ll' } });
  const asked = await step(client, id, CLERK, 'REQUEST_REVIEW');
  expect(asked.remedy).toMatchObject({ status: 'underWay', organ: 'ys-qh-ll' });
});

it('of three, the second is merged into the third after the first into the second: all wait for the third', async () => {
  const { client } = township;
  const third = await fresh();
  const second = await fresh();
  const first = await mergedInto(second);
  await step(client, second, CLERK, 'MERGE', { into: third });
  await take(client, third, ...handled(WAY));
  for (const id of [first, second]) {
    expect((await step(client, id, CLERK, 'SERVE', { method: 'post' })).remedy).toMatchObject({ organ: 'ys-qh-ll' });
  }
});

it('a merge that was a mistake is undone, and the petition goes its own way', async () => {
  const { client } = township;
  const id = await mergedInto(await fresh());
  const view = await step(client, id, CLERK, 'UNMERGE', { reason: '不是同一事项' });
  expect(view).toMatchObject({ stage: 'acceptance', mergedInto: null, links: [] });
  expect(await linksOf(id)).toEqual([]);
  expect((await take(client, id, ...answered(WAY))).stage).toBe('followUp');
});

it('one that the visit finds not solved goes its own way too', async () => {
  const { client } = township;
  const lead = await fresh();
  const id = await mergedInto(lead);
  await take(client, lead, ...handled(WAY, 'reject'));
  await step(client, id, CLERK, 'SERVE', { method: 'post' });
  await client.moveBy(15);
  const view = await step(client, id, VISITOR, 'RECORD_FOLLOW_UP', { method: 'phone', result: 'notSolved' });
  expect(view).toMatchObject({ stage: 'routing', mergedInto: null, links: [] });
  expect(await linksOf(id)).toEqual([]);
});

it('nothing is merged into itself, into what has ended, is merged already, or is not there', async () => {
  const { client } = township;
  const [id, ended, lead] = [await fresh(), await fresh(), await fresh()];
  await step(client, ended, CLERK, 'WITHDRAW', { inWriting: true });
  const other = await mergedInto(lead);
  for (const into of [id, ended, other, '01890000-0000-7000-8000-000000000000']) {
    expectInvalid(await client.send(CLERK, id, 'MERGE', { into }), '/data/into');
  }
  expect((await petition(client, id)).stage).toBe('acceptance');
});

it('links are of two petitions at most one, seen from both ends, and can be taken back', async () => {
  const { client } = township;
  const [id, other] = [await fresh(), await fresh()];
  await take(client, id, [CLERK, 'LINK', { petition: other, relation: 'related' }]);
  const view = await step(client, id, CLERK, 'LINK', { petition: other, relation: 'newFacts' });
  expect(view.links).toEqual([{ petition: other, relation: 'newFacts' }]);
  const { body } = await client.get(CLERK, `/v1/petitions/${other}/links`);
  expect(body.confirmed).toMatchObject([{ petition: id, relation: 'newFacts' }]);
  await step(client, id, CLERK, 'UNLINK', { petition: other });
  expect((await client.get(CLERK, `/v1/petitions/${other}/links`)).body.confirmed).toEqual([]);
  expectInvalid(await client.send(CLERK, id, 'LINK', { petition: id, relation: 'related' }), '/data/petition');
});

it('is not answered before the day on which the other was decided', async () => {
  const { client } = township;
  const lead = await fresh();
  const id = await mergedInto(lead);
  const { receivedOn } = await petition(client, id);
  await client.moveBy(3);
  await take(client, lead, ...handled(WAY));
  const early = await client.send(CLERK, id, 'SERVE', { method: 'post', servedOn: receivedOn });
  expectInvalid(early, '/data/servedOn');
  expect((await petition(client, id)).stage).toBe('handling');
});

it('does not count as decided what was settled and then taken back', async () => {
  const { client } = township;
  const lead = await fresh();
  const id = await mergedInto(lead);
  const agreed = [
    ['ll.hbz', 'START_MEDIATION', { bothConsent: true }],
    ['ll.hbz', 'SETTLE', { agreement: '撤回' }],
    [CLERK, 'WITHDRAW', { inWriting: true }],
  ] as const;
  await take(client, lead, ...handled(WAY).slice(0, 3), ...agreed);
  const served = await client.send(CLERK, id, 'SERVE', { method: 'post' });
  expect(served.body).toMatchObject({ status: 409, refusedBy: ['leadDecided'] });
});

it('that a review changes in its petitioner’s favour is carried out by the office that registered it', async () => {
  const { client } = township;
  const lead = await fresh();
  const id = await mergedInto(lead);
  await take(client, lead, ...handled(WAY, 'reject'));
  await take(client, id, [CLERK, 'SERVE', { method: 'post' }], [CLERK, 'REQUEST_REVIEW']);
  const decision = { decision: 'change', outcome: 'support', reasons: '应予支持' };
  await step(client, id, 'll.secretary', 'DECIDE_REVIEW', decision);
  expect((await petition(client, id)).allowedEvents).toContain('RECORD_EXECUTION');
  const done = await step(client, id, CLERK, 'RECORD_EXECUTION', { result: '已落实' });
  expect(done.clocks.find(({ name }: { name: string }) => name === 'execution')).toMatchObject({ status: 'met' });
});

describe('that complains about a unit keeps the whole from it (Art. 30)', () => {
  const ACCUSED = 'ys-qh-ll-zrs';

  it('as long as it is merged', async () => {
    const { client } = township;
    const lead = await fresh();
    const { id } = await register(client, { accused: [ACCUSED] });
    await step(client, id, CLERK, 'MERGE', { into: lead });
    await step(client, lead, CLERK, 'ACCEPT');
    expectInvalid(await client.send(CLERK, lead, 'TRANSFER', { unit: 'ys-qh-ll-zrs' }), '/data/unit');
    await step(client, id, CLERK, 'UNMERGE', { reason: '不是同一事项' });
    await step(client, lead, CLERK, 'TRANSFER', { unit: 'ys-qh-ll-zrs' });
  });

  it('also by way of another, whichever is merged first', async () => {
    const { client } = township;
    const [lead, between] = [await fresh(), await fresh()];
    const { id } = await register(client, { accused: [ACCUSED] });
    await step(client, id, CLERK, 'MERGE', { into: between });
    await step(client, between, CLERK, 'MERGE', { into: lead });
    await step(client, lead, CLERK, 'ACCEPT');
    expectInvalid(await client.send(CLERK, lead, 'TRANSFER', { unit: ACCUSED }), '/data/unit');
    const theirs = await fresh();
    await take(client, theirs, [CLERK, 'ACCEPT'], [CLERK, 'TRANSFER', { unit: ACCUSED }]);
    await step(client, between, CLERK, 'UNMERGE', { reason: '不是同一事项' });
    expectInvalid(await client.send(CLERK, between, 'MERGE', { into: theirs }), '/data/into');
  });

  it('and from their people, and from their name as an organ', async () => {
    const { client } = township;
    const lead = await fresh();
    const { id } = await register(client, { accused: [ACCUSED] });
    await step(client, id, CLERK, 'MERGE', { into: lead });
    await take(client, lead, [CLERK, 'ACCEPT'], [CLERK, 'TRANSFER', { unit: 'ys-qh-ll' }]);
    expectInvalid(await client.send('ll.mayor', lead, 'ASSIGN', { assignee: 'll.zrs' }), '/data/assignee');
    const informed = { informed: ['镇自然资源所'], reason: '急' };
    expectInvalid(await client.send(CLERK, lead, 'REPORT_URGENT', informed), '/data/informed');
  });

  it('whom it comes to complain about later does not answer it', async () => {
    const { client } = township;
    const lead = await fresh();
    const id = await mergedInto(lead);
    await take(client, lead, ...handled({ lead: ACCUSED }));
    await step(client, id, CLERK, 'ADD_ACCUSED', { add: [ACCUSED] });
    const served = await client.send(CLERK, id, 'SERVE', { method: 'post' });
    expect(served.body).toMatchObject({ status: 409, refusedBy: ['leadNotAccused'] });
    expect(served.body.allowedEvents).not.toContain('SERVE');
    await step(client, id, CLERK, 'UNMERGE', { reason: '须回避' });
  });
});
