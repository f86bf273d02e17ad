// 被检举、控告人: how they are named, that nobody is taken for nobody, and how they are added and taken back.
import { audit, importOrganisation } from '@huiyin/office';
import { openDatabase, poolOf } from '@huiyin/platform';
import { petitionRegistry } from '@huiyin/workflow';
import type { PetitionView } from '@huiyin/workflow/contract';
import { expectInvalid, expectProblem } from './problem.ts';
import { CLERK, FORM, petition, register, step, take } from './procedure.ts';
import { startTownship } from './township.ts';
import type { Township } from './township.ts';
import { expectUnseen } from './unseen.ts';
import { ask } from './witness.ts';

let township: Township;
beforeAll(async () => (township = await startTownship()));
afterAll(() => township.stop());

const LAND = { unit: 'ys-qh-ll-zrs', name: '柳林镇自然资源所' };
const TOWN = { unit: 'ys-qh-ll', name: '柳林镇' };
const UNKNOWN = { name: '收钱的人', unknown: true };
const ACCUSATION = { purpose: 'accusation', title: '举报收钱' };

const registering = (changes: object, language = 'zh') =>
  township.client.call(CLERK, 'POST', '/v1/petitions', {
    body: { ...FORM, ...changes },
    headers: { 'accept-language': language },
  });
const keptFromOf = async (id: string) => {
  const rows = await ask<{ kept_from: string[] }>(
    township.databaseUrl,
    'SELECT kept_from FROM petition WHERE case_id = $1',
    [id],
  );
  return rows[0]?.kept_from;
};

describe('a text that is no unit', () => {
  it.each([
    ['柳林镇自然资源所的王某', [LAND]],
    ['柳林镇自然资源所所长', [LAND]],
    ['柳林镇自然资源所（李所长）', [LAND]],
    ['自然资源所', [LAND]],
    ['柳林镇人民政府', [TOWN]],
    ['镇长张某', [TOWN]],
    ['路人甲', []],
  ])('%s is given back with what it may mean', async (text, suggestions) => {
    const answer = await registering({ accused: ['ys-qh-ll-rsz', text] });
    expectInvalid(answer, '/accused/1');
    expect(answer.body.errors[0]).toEqual({
      pointer: '/accused/1',
      detail: expect.stringMatching(/outside: true.*unknown: true/),
      suggestions,
    });
    expect((await registering({ accused: [text] }, 'en')).body.errors[0].detail).toContain('the letter does not say');
  });

  it('nor is a unit that is not there, nor an entry that says two things', async () => {
    expectInvalid(await registering({ accused: [{ name: '王某', unit: 'ys-qh-ll-nirgends' }] }), '/accused/0/unit');
    expectInvalid(await registering({ accused: [{ ...UNKNOWN, outside: true }] }), '/accused/0');
    expectInvalid(await registering({ accused: [{ name: '王某' }] }), '/accused/0');
  });
});

it('shows each entry to those who may read the text, and its name to nobody else', async () => {
  const { client } = township;
  const accused = [{ name: '王某', unit: 'ys-qh-ll-zrs' }, { name: '鑫某公司', outside: true }, UNKNOWN];
  const view = await register(client, { accused });
  const shown = [
    { number: 1, name: '王某', unit: 'ys-qh-ll-zrs', outside: false, unknown: false },
    { number: 2, name: '鑫某公司', unit: null, outside: true, unknown: false },
    { number: 3, name: '收钱的人', unit: null, outside: false, unknown: true },
  ];
  expect(view.accused).toEqual(shown);
  expect((await petition(client, view.id)).accused).toEqual(shown);
  const unnamed = shown.map((each) => ({ ...each, name: null }));
  expect((await petition(client, view.id, 'll.monitor')).accused).toEqual(unnamed);
  const [line] = await ask<{ event: object }>(
    township.databaseUrl,
    'SELECT event FROM case_event WHERE case_id = $1 AND seq = 1',
    [view.id],
  );
  expect(JSON.stringify(line)).not.toMatch(/王某|鑫某公司|收钱的人/);
});

describe('while nobody knows who it is', () => {
  it.each([
    ['it goes to inspection', ACCUSATION, 'ys-qh-ll-jw', true],
    ['to an office above the place', ACCUSATION, 'ys-qh-ll-cjb', true],
    ['not to the place', ACCUSATION, 'ys-qh-ll-hy', false],
    ['not to a neighbour of it', ACCUSATION, 'ys-qh-ll-ds', false],
    ['nor an appeal', { accused: [UNKNOWN] }, 'ys-qh-ll-ds', false],
    ['though it is known who is not', { ...ACCUSATION, accused: [UNKNOWN, 'ys-qh-ll-cjb'] }, 'ys-qh-ll-ds', false],
    ['somebody outside is known', { ...ACCUSATION, accused: [{ name: '某公司', outside: true }] }, 'ys-qh-ll-ds', true],
  ])('%s', async (_, form, unit, goes) => {
    const { client } = township;
    const { id } = await register(client, form);
    await step(client, id, CLERK, 'ACCEPT');
    const answer = await client.send(CLERK, id, 'TRANSFER', { unit });
    if (goes) expect(answer.status).toBe(200);
    else {
      expectInvalid(answer, '/data/unit');
      expect(answer.body.errors[0].detail).toContain('只能转给纪检监察机关');
    }
  });

  it('of a township, it is kept by the office above', async () => {
    const { client } = township;
    const { id } = await register(client, { ...ACCUSATION, title: '镇上有人收钱', place: 'ys-qh-ll' });
    await expectUnseen(client, CLERK, await petition(client, id, 'qh.intake'));
    await step(client, id, 'qh.intake', 'ACCEPT');
    expectInvalid(await client.send('qh.intake', id, 'TRANSFER', { unit: 'ys-qh-ll-jw' }), '/data/unit');
    await step(client, id, 'qh.intake', 'TRANSFER', { unit: 'ys-qh-jw' });
  });

  it.each(['ys', 'ys-qh', 'ys-qh-ll', 'ys-qh-ll-xfb', 'ys-qh-ll-ds'])('of %s, it is registered', async (place) => {
    for (const accused of [[], [UNKNOWN]]) {
      const { id } = await register(township.client, { ...ACCUSATION, place, accused });
      const readers = await Promise.all(
        [CLERK, 'qh.intake', 'ys.office'].map(async (user) => township.client.get(user, `/v1/petitions/${id}`)),
      );
      expect(readers.filter(({ status }) => status === 200)).toHaveLength(1);
    }
  });
});

describe('somebody who becomes known later', () => {
  const AT_LAND = [
    [CLERK, 'ACCEPT'],
    [CLERK, 'TRANSFER', { unit: 'ys-qh-ll-zrs' }],
  ] as const;

  it.each([
    ['before its notice', [], 'SUCCEED'],
    ['after it', [['ll.zrs', 'GIVE_NOTICE']], 'SUCCEED'],
    ['at first', [], 'TRANSFER'],
  ] as const)('and has the matter in hand, %s: loses sight of it, and it goes on elsewhere', async (_, way, type) => {
    const { client } = township;
    const { id } = await register(client, { title: '所里有人' });
    await take(client, id, ...AT_LAND, ...way);
    const added: PetitionView = await step(client, id, CLERK, 'ADD_ACCUSED', {
      add: [{ name: '所长李某', unit: 'ys-qh-ll-zrs' }],
      reason: '来电补充',
    });
    expect(added.accused).toMatchObject([{ number: 1, name: '所长李某', unit: 'ys-qh-ll-zrs' }]);
    expect((await petition(client, id)).accused).toEqual(added.accused);
    await expectUnseen(client, 'll.zrs', added);
    const data = { unit: 'ys-qh-ll-nyb', ...(type === 'SUCCEED' && { reason: '应当回避' }) };
    expect((await step(client, id, CLERK, type, data)).unit).toBe('ys-qh-ll-nyb');
    await expectUnseen(client, 'll.zrs', added);
  });

  it('is added by whoever handles it, and by no text that means nobody', async () => {
    const { client } = township;
    const { id } = await register(client);
    await take(client, id, ...AT_LAND);
    expectInvalid(await client.send('ll.zrs', id, 'ADD_ACCUSED', { add: ['大石村村主任'] }), '/data/add/0');
    expectInvalid(await client.send('ll.zrs', id, 'ADD_ACCUSED', { add: ['云水市'] }), '/data/add');
    await step(client, id, 'll.zrs', 'ADD_ACCUSED', { add: ['柳林镇大石村'] });
    expect(await keptFromOf(id)).toEqual(['ys-qh-ll-ds']);
    const { body } = await client.get('qh.director', `/v1/petitions/${id}/history`);
    const line = body.items.at(-1);
    expect([line.event, line.data.add]).toEqual(['ADD_ACCUSED', null]);
  });

  it('is outside, and is no organ by any name', async () => {
    const { client } = township;
    const { id } = await register(client, { accused: [{ name: '鑫某仲裁中心', outside: true }] });
    await step(client, id, CLERK, 'ACCEPT');
    const data = { track: 'arbitration', organ: '县 鑫某仲裁中心' };
    expectInvalid(await client.send(CLERK, id, 'ROUTE_TRACK', data), '/data/organ');
  });
});

describe('an entry is taken back', () => {
  it('by another than who entered it', async () => {
    const { client } = township;
    const { id } = await register(client, { accused: [UNKNOWN] });
    await step(client, id, CLERK, 'ADD_ACCUSED', { add: ['柳林镇大石村'] });
    expect(await keptFromOf(id)).toEqual(['ys-qh-ll-ds', 'ys-qh-ll-hy']);
    const remove = (user: string, ...numbers: number[]) =>
      client.send(user, id, 'REMOVE_ACCUSED', { remove: numbers, reason: '已查明' });
    const own = await remove(CLERK, 1);
    expectProblem(own, 409, 'event-not-accepted');
    expect(own.body.refusedBy).toEqual(['removedByAnother']);
    expect((await remove('ll.xfb', 1)).body.accused).toMatchObject([{ number: 2, unit: 'ys-qh-ll-ds' }]);
    expect(await keptFromOf(id)).toEqual(['ys-qh-ll-ds']);
    expect((await remove('ll.xfb', 1)).body.refusedBy).toEqual(['isAccused']);
    expect((await remove('ll.xfb', 7)).body.refusedBy).toEqual(['isAccused']);
    await step(client, id, CLERK, 'ACCEPT');
    await step(client, id, CLERK, 'TRANSFER', { unit: 'ys-qh-ll-nyb' });
    expectProblem(await remove('ll.nyb', 2), 403, 'forbidden');
  });

  it('and an accusation that names nobody any more accuses somebody unknown', async () => {
    const { client } = township;
    const { id } = await register(client, { ...ACCUSATION, accused: ['柳林镇大石村'] });
    await step(client, id, 'll.xfb', 'REMOVE_ACCUSED', { remove: [1], reason: '误列' });
    expect(await keptFromOf(id)).toEqual(['ys-qh-ll-hy']);
  });
});

it('a unit that is dissolved later leaves it to its heir to be kept away, and the audit holds what is stored to that', async () => {
  const { id } = await register(township.client, { accused: ['ys-qh-ll-tyz'] });
  expect(await keptFromOf(id)).toEqual(['ys-qh-ll-tyz']);
  const dataSource = await openDatabase(township.databaseUrl, { poolSize: 2, applicationName: 'reform' });
  try {
    const unit = {
      code: 'ys-qh-ll-tyz',
      name: '柳林镇退役军人服务站',
      kind: 'department',
      parent: 'ys-qh-ll',
    } as const;
    const dissolved = { ...unit, dissolvedOn: '2020-01-01', successor: 'ys-qh-ll-rsz' };
    await importOrganisation(dataSource, { units: [dissolved], people: [], absences: [] }, () => Promise.resolve(''));
    expect(await keptFromOf(id)).toEqual(['ys-qh-ll-rsz', 'ys-qh-ll-tyz']);
    expectProblem(await township.client.get('ll.rsz', `/v1/petitions/${id}`), 404, 'not-found');
    const findings = [];
    for await (const progress of audit(poolOf(dataSource), petitionRegistry())) findings.push(...progress.findings);
    expect(findings).toEqual([]);
  } finally {
    await dataSource.destroy();
  }
});
