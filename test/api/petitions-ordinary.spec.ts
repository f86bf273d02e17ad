// The thirty petitions of the township, each carried as the demo file expects it. Here: those of the petition procedure.
import type { AlertView, PetitionView } from '@huiyin/workflow/contract';
import { PHOTOS, upload } from './files.ts';
import { expectInvalid } from './problem.ts';
import { allItems, CLERK, petition, step, take } from './procedure.ts';
import { demo, expectAsWished, formOf, registered } from './thirty.ts';
import { answered, startTownship } from './township.ts';
import type { Township } from './township.ts';

let township: Township;
beforeAll(async () => (township = await startTownship()));
afterAll(() => township.stop());

const title = (id: string) => [id, demo(id).title] as const;
const wayOf = (id: string) => demo(id).expect as { lead: string; co?: string[] };

/** Accepts what GET …/links suggests about another petition, as it is suggested. */
async function linkAsSuggested(id: string, other: string): Promise<string> {
  const { body } = await township.client.get(CLERK, `/v1/petitions/${id}/links`);
  const found = body.suggested.find((each: { petition: string }) => each.petition === other);
  expect([id, found?.petition]).toEqual([id, other]);
  await step(township.client, id, CLERK, 'LINK', { petition: other, relation: found.relation });
  const { body: after } = await township.client.get(CLERK, `/v1/petitions/${id}/links`);
  expect(after.confirmed).toMatchObject([{ petition: other, relation: found.relation }]);
  expect(after.suggested.map((each: { petition: string }) => each.petition)).not.toContain(other);
  return found.relation;
}

async function carried(id: string, changes: object = {}): Promise<PetitionView> {
  const view = await registered(township.client, id, changes);
  await take(township.client, view.id, ...answered({ ...wayOf(id), procedure: 'ordinary' }));
  return expectAsWished(township.client, id, view.id);
}

it.each(['P02', 'P04', 'P11', 'P12', 'P19', 'P20', 'P25'].map(title))('%s %s is answered', async (id) => {
  const view = await carried(id);
  expect(view).toMatchObject({ state: 'followUp', outcome: 'support', title: demo(id).title });
  expect(view.tags).toEqual(view.parties.some(({ role }) => role === 'co') ? ['joint'] : []);
});

it('P25 keeps its rare character, masked and searched for too', async () => {
  const { client } = township;
  const { id } = await registered(client, 'P25');
  expect((await petition(client, id)).petitioner.name).toBe('𠮷某');
  expect((await petition(client, id, 'qh.director')).petitioner.name).toBe('𠮷*');
  const rows = await allItems(client, CLERK, `/v1/petitions?q=${encodeURIComponent('「𠮷」')}`);
  expect(rows.map((row) => row.id)).toContain(id);
});

it.each(['P01', 'P18'].map(title))('%s %s: five represent many, and a sixth is refused', async (id) => {
  const crowd = (size: number) => Array.from({ length: size }, (_, n) => ({ name: `代表${n + 1}` }));
  const refused = await township.client.call(CLERK, 'POST', '/v1/petitions', {
    body: formOf(id, { representatives: crowd(6) }),
  });
  expectInvalid(refused, '/representatives');
  expect(refused.body.errors[0].detail).toContain('条例第二十条');
  const view = await carried(id, { representatives: crowd(5) });
  expect(view.tags).toEqual(['collective', 'joint']);
});

it('P03 关于钙粉厂扬尘的来信 is found to belong to P02', async () => {
  const first = await registered(township.client, 'P02');
  const view = await registered(township.client, 'P03');
  expect(await linkAsSuggested(view.id, first.id)).toBe('related');
  await take(township.client, view.id, ...answered(wayOf('P03')));
  await expectAsWished(township.client, 'P03', view.id);
  const { body } = await township.client.get(CLERK, `/v1/petitions/${first.id}/links`);
  expect(body.confirmed).toMatchObject([{ petition: view.id, title: demo('P03').title, relation: 'related' }]);
});

it('P06 年底了工地还欠我们工资 is reported as urgent at once', async () => {
  const { client } = township;
  const { id } = await registered(client, 'P06');
  const report = { informed: ['镇党委政府', '县联席会议办公室'], reason: '年关将近，九人工资被拖欠' };
  await step(client, id, CLERK, 'REPORT_URGENT', report);
  await client.moveTo((await client.now()) + 1);
  const alerts: AlertView[] = await allItems(client, 'll.mayor', `/v1/alerts?petition=${id}`);
  expect(alerts).toMatchObject([{ kind: 'urgent', level: 2, to: { unit: 'ys-qh-ll' } }]);
  await take(client, id, ...answered(wayOf('P06')));
  await expectAsWished(client, 'P06', id);
});

it('P21 某府小区业主代表来访 is found to belong to P20', async () => {
  const first = await registered(township.client, 'P20');
  const delegates = Array.from({ length: 5 }, (_, n) => ({ name: `业主代表${n + 1}` }));
  const view = await registered(township.client, 'P21', { representatives: delegates });
  expect(await linkAsSuggested(view.id, first.id)).toBe('related');
  await take(township.client, view.id, ...answered(wayOf('P21')));
  expect((await expectAsWished(township.client, 'P21', view.id)).groupSize).toBe(204);
});

it('P22 又来反映粉尘 is a repeat of P02, and for that no simple matter', async () => {
  const { client } = township;
  const first = await registered(client, 'P02');
  const view = await registered(client, 'P22');
  expect(await linkAsSuggested(view.id, first.id)).toBe('repeat');
  const simple = await client.send(CLERK, view.id, 'ACCEPT', { procedure: 'simple' });
  expect(simple.body).toMatchObject({ status: 409, refusedBy: ['procedureFits'] });
  await take(client, view.id, ...answered(wayOf('P22')));
  await expectAsWished(client, 'P22', view.id);
});

it('P27 修路压坏我家院墙 is settled by mediation, and served', async () => {
  const { client } = township;
  const { id } = await registered(client, 'P27');
  expect((await upload(client, CLERK, id, PHOTOS)).status).toBe(201);
  await take(
    client,
    id,
    [CLERK, 'ACCEPT'],
    [CLERK, 'TRANSFER', { unit: 'ys-qh-ll-cjb' }],
    ['ll.cjb', 'GIVE_NOTICE'],
    ['ll.cjb', 'START_MEDIATION', { bothConsent: true, mediator: '镇调委会' }],
    ['ll.cjb', 'SETTLE', { agreement: '施工队赔偿并修复' }],
    ['ll.cjb', 'SERVE', { method: 'inPerson' }],
  );
  expect(await expectAsWished(client, 'P27', id)).toMatchObject({ outcome: 'settled', remedy: null });
});
