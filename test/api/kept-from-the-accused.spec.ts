// 条例第三十条: nobody can hand a matter to whoever it complains about, nor to those below, by whichever step.
import type { PetitionView } from '@huiyin/workflow/contract';
import { expectInvalid, expectProblem } from './problem.ts';
import { CLERK, FORM, petition, register, step, take } from './procedure.ts';
import { answered, startTownship } from './township.ts';
import type { Township } from './township.ts';

let township: Township;
beforeAll(async () => (township = await startTownship()));
afterAll(() => township.stop());

const ACCUSED = 'ys-qh-ll-ds';
const BELOW = 'ys-qh-ll-ds-1';
const OPEN = { accused: ['柳林镇大石村'] };

/** Refused by the chart, or by the offices' own knowledge of who stands below whom; and nothing has changed. */
async function expectKeptAway(user: string, id: string, type: string, field: string, data: object): Promise<void> {
  const { client } = township;
  const before: PetitionView = await petition(client, id);
  const answer = await client.send(user, id, type, data);
  if (answer.status === 409) expect(answer.body.refusedBy).toEqual(['recipientNotAccused']);
  else expectInvalid(answer, `/data/${field}`);
  expect(await petition(client, id)).toEqual(before);
}

const atNyb = async (changes: object = OPEN): Promise<string> => {
  const { id } = await register(township.client, changes);
  await take(township.client, id, [CLERK, 'ACCEPT'], [CLERK, 'TRANSFER', { unit: 'ys-qh-ll-nyb' }]);
  return id;
};

/** Sent back by two units, one after the other. */
async function disputed(changes: object = OPEN): Promise<string> {
  const { client } = township;
  const { id } = await register(client, changes);
  await step(client, id, CLERK, 'ACCEPT');
  for (const [unit, handler] of [
    ['ys-qh-ll-nyb', 'll.nyb'],
    ['ys-qh-ll-zrs', 'll.zrs'],
  ] as const) {
    await step(client, id, CLERK, 'TRANSFER', { unit });
    await step(client, id, handler, 'OBJECT', { reason: '不属本单位职权' });
    await step(client, id, CLERK, 'DECIDE_OBJECTION', { upheld: true });
  }
  return id;
}

describe.each([
  ['the unit complained about', ACCUSED],
  ['a unit below it', BELOW],
])('%s', (_, unit) => {
  it('is no unit to transfer to, at first or later', async () => {
    const { id } = await register(township.client, OPEN);
    await step(township.client, id, CLERK, 'ACCEPT');
    await expectKeptAway(CLERK, id, 'TRANSFER', 'unit', { unit });
    await expectKeptAway(CLERK, await atNyb(), 'TRANSFER', 'unit', { unit, mode: '交办' });
  });

  it('is no co-handler', async () => {
    const id = await atNyb();
    for (const user of [CLERK, 'll.nyb']) await expectKeptAway(user, id, 'ADD_PARTY', 'unit', { unit });
  });

  it('is not named by the common superior', async () => {
    await expectKeptAway('ll.secretary', await disputed(), 'ARBITRATE', 'unit', { unit, reason: '属其职权' });
  });

  it('is sent no recommendation that tells of it', async () => {
    const data = { kind: 'improve', to: unit, text: '改进工作' };
    await expectKeptAway('ll.xfb', await atNyb(), 'RECOMMEND', 'to', data);
  });
});

it.each(['柳林镇大石村', 'ys-qh-ll-ds', '大石村一组'])('%s is no organ to hand the matter over to', async (organ) => {
  await expectKeptAway('ll.nyb', await atNyb(), 'ROUTE_TRACK', 'organ', { track: 'administrative-ruling', organ });
});

it('somebody of the unit complained about is not made the handler, though the township above it handles the matter', async () => {
  const { id } = await register(township.client, OPEN);
  await take(township.client, id, [CLERK, 'ACCEPT'], [CLERK, 'TRANSFER', { unit: 'ys-qh-ll' }]);
  for (const assignee of ['ds.head', 'ds.group']) {
    await expectKeptAway('ll.mayor', id, 'ASSIGN', 'assignee', { assignee });
  }
  expect((await step(township.client, id, 'll.mayor', 'ASSIGN', { assignee: 'll.zrs' })).assignee).toBe('ll.zrs');
});

it.each([
  ['an accusation', { purpose: 'accusation', place: ACCUSED }],
  ['a confidential appeal', { confidential: true, place: ACCUSED }],
])('%s is kept from the village it is about, though nobody is named', async (_, form) => {
  const { id } = await register(township.client, form);
  await step(township.client, id, CLERK, 'ACCEPT');
  for (const unit of [ACCUSED, BELOW]) await expectKeptAway(CLERK, id, 'TRANSFER', 'unit', { unit });
  await step(township.client, id, CLERK, 'TRANSFER', { unit: 'ys-qh-ll-jw' });
});

it.each([
  ['an open appeal about a village may go there', { place: ACCUSED }, ACCUSED],
  [
    'an accusation about the township, of whose land office somebody is accused, is looked into in it',
    { purpose: 'accusation', place: 'ys-qh-ll', accused: [{ name: '某科员', unit: 'ys-qh-ll-zrs' }] },
    'ys-qh-ll-jw',
  ],
])('%s', async (_, form, unit) => {
  const { id } = await register(township.client, form);
  await take(township.client, id, [CLERK, 'ACCEPT'], [CLERK, 'TRANSFER', { unit }]);
});

it('a petition is not handled together with one that the accused handles', async () => {
  const { client } = township;
  const lead = await atNyb({});
  const { id } = await register(client, { accused: ['ys-qh-ll-nyb'] });
  await expectKeptAway(CLERK, id, 'MERGE', 'into', { into: lead });
});

describe('复查 and 复核', () => {
  it('never go to the accused: the organ above is found without them', async () => {
    const { client } = township;
    const { id } = await register(client, { accused: ['ys-qh-ll'] });
    const intake = 'qh.intake'; // the township's own office may not know of it
    await step(client, id, intake, 'ACCEPT');
    await expectRefusedBelow(id, intake);
    await take(client, id, ...answered({ lead: 'ys-qh-zrzy' }, 'reject').slice(1).map(sentBy(intake)));
    expect((await petition(client, id, intake)).remedy).toMatchObject({ kind: 'review', organ: 'ys-qh' });
    expectInvalid(await client.send(intake, id, 'REQUEST_REVIEW', { organ: 'ys-qh-ll' }), '/data/organ');
    const asked = await step(client, id, intake, 'REQUEST_REVIEW');
    expect(asked.remedy).toMatchObject({ status: 'underWay', organ: 'ys-qh' });
    for (const user of ['ll.mayor', 'll.secretary', 'll.xfb', CLERK]) {
      expectProblem(await client.get(user, `/v1/petitions/${id}`), 404, 'not-found');
    }
  });

  async function expectRefusedBelow(id: string, intake: string): Promise<void> {
    const answer = await township.client.send(intake, id, 'TRANSFER', { unit: 'ys-qh-ll-zrs' });
    expectInvalid(answer, '/data/unit');
  }
  const sentBy =
    (intake: string) =>
    ([user, type, data]: readonly [string, string, object?]): [string, string, object] => [
      user === CLERK ? intake : user,
      type,
      data ?? {},
    ];
});

describe('a petition against everybody', () => {
  it.each([['ys'], ['云水市'], [' ＹＳ ']])('is refused with a word on where to take it: %j', async (accused) => {
    const call = (language: string) =>
      township.client.call(CLERK, 'POST', '/v1/petitions', {
        body: { ...FORM, purpose: 'accusation', accused: [accused] },
        headers: { 'accept-language': language },
      });
    const zh = await call('zh');
    expectInvalid(zh, '/accused');
    expect(zh.body.errors[0].detail).toContain('请报送上一级信访部门');
    expect((await call('en')).body.errors[0].detail).toContain('hand it to the level above');
  });

  it('of the county goes to the city, and to nobody in the county', async () => {
    const { client } = township;
    const { id } = await register(client, { purpose: 'accusation', accused: ['清河县'] });
    for (const user of ['qh.director', 'qh.intake', 'qh.head', CLERK, 'll.xfb', 'll.jw']) {
      expectProblem(await client.get(user, `/v1/petitions/${id}`), 404, 'not-found');
    }
    expect((await step(client, id, 'ys.office', 'ACCEPT')).stage).toBe('routing');
    expectInvalid(await client.send('ys.office', id, 'TRANSFER', { unit: 'ys-qh-jw' }), '/data/unit');
  });
});
