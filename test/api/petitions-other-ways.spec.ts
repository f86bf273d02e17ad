// The thirty petitions of the township: those that are simple, no appeal, belong elsewhere, or cannot be accepted.
import type { AlertView, ClockView } from '@huiyin/workflow/contract';
import { allItems, CLERK, OPINION, step, take } from './procedure.ts';
import type { Step } from './procedure.ts';
import { demo, expectAsWished, registered } from './thirty.ts';
import { answered, handlerOf, startTownship } from './township.ts';
import type { Township } from './township.ts';

let township: Township;
beforeAll(async () => (township = await startTownship()));
afterAll(() => township.stop());

const title = (id: string) => [id, demo(id).title] as const;
const leadOf = (id: string) => demo(id).expect['lead'] as string;
/** Taken up by the unit that is to handle it. */
const takenUp = (id: string): Step[] => [
  [CLERK, 'ACCEPT'],
  [CLERK, 'TRANSFER', { unit: leadOf(id) }],
  [handlerOf(leadOf(id)), 'GIVE_NOTICE'],
];
const mediation = (id: string): Step => [handlerOf(leadOf(id)), 'START_MEDIATION', { bothConsent: true }];
const basisOf = (clocks: readonly ClockView[], name: string) => clocks.find((clock) => clock.name === name)?.title;

it.each(['P05', 'P15', 'P24', 'P26'].map(title))('%s %s is handled the simple way', async (id) => {
  const { client } = township;
  const { id: petitionId } = await registered(client, id);
  await take(client, petitionId, ...answered({ lead: leadOf(id), procedure: 'simple' }));
  const view = await expectAsWished(client, id, petitionId);
  expect(view.tags).toEqual(['simple']);
  expect(basisOf(view.clocks, 'handling')).toBe('办理期限（简易办理）');
});

it('P23 自来水发黄有沙 is simple and urgent', async () => {
  const { client } = township;
  const { id } = await registered(client, 'P23');
  await step(client, id, CLERK, 'REPORT_URGENT', { informed: ['镇党委政府'], reason: '饮用水安全' });
  await take(client, id, ...answered({ lead: leadOf('P23'), procedure: 'simple' }));
  await expectAsWished(client, 'P23', id);
});

it('P08 建议在河沿村加一个公交站 is studied, adopted and answered, with neither 60 days nor a review', async () => {
  const { client } = township;
  const { id } = await registered(client, 'P08');
  const answer = answered({ lead: leadOf('P08') }, 'adopt').filter(([, type]) => type !== 'HEAR');
  await take(client, id, ...answer);
  const view = await expectAsWished(client, 'P08', id);
  expect(view).toMatchObject({ outcome: 'adopt', remedy: null });
  expect(view.clocks.find(({ name }) => name === 'handling')).toMatchObject({ article: null, basis: 'ours' });
  expect(view.clocks.find(({ name }) => name === 'reviewWindow')?.status).toBe('cancelled');
});

it('P13 咨询新农合异地报销比例 is answered at once', async () => {
  const { client } = township;
  const { id } = await registered(client, 'P13');
  const answer = { method: 'onTheSpot', answer: '按异地就医备案比例报销，带住院发票和清单' };
  const way = [
    [CLERK, 'ACCEPT', { procedure: 'immediate' }],
    [CLERK, 'TRANSFER', { unit: leadOf('P13') }],
  ] as const;
  await take(client, id, ...way, ['ll.rsz', 'ANSWER', answer]);
  const view = await expectAsWished(client, 'P13', id);
  expect(view).toMatchObject({ state: 'closed.answered', closing: { how: 'answered' } });
});

it('P14 林权边界争议 is mediated in vain and handed over for an administrative ruling', async () => {
  const { client } = township;
  const { id } = await registered(client, 'P14');
  const view = await take(
    client,
    id,
    ...takenUp('P14'),
    mediation('P14'),
    ['ll.zrs', 'FAIL_MEDIATION', { reason: '两家各执一词' }],
    ['ll.zrs', 'ROUTE_TRACK', { track: 'administrative-ruling', organ: '柳林镇人民政府' }],
  );
  expect(view.handOver).toMatchObject({ title: '行政裁决等行政程序', article: '31', outcomeOn: null });
  const known = await step(client, id, CLERK, 'RECORD_TRACK_OUTCOME', { outcome: '已确权' });
  expect(known.handOver.outcomeOn).toMatch(/^\d{4}-\d\d-\d\d$/);
  await expectAsWished(client, 'P14', id);
});

it('P28 邻居排水淌进我家地窖 is mediated, and then withdrawn', async () => {
  const { client } = township;
  const { id, purpose } = await registered(client, 'P28');
  expect(purpose).toBe('appeal');
  const withdrawal: Step = [CLERK, 'WITHDRAW', { inWriting: true, reason: '邻居已改水管' }];
  const view = await take(client, id, ...takenUp('P28'), mediation('P28'), withdrawal);
  expect(view).toMatchObject({ state: 'closed.withdrawn' });
  await expectAsWished(client, 'P28', id);
});

it('P28 may be withdrawn by the agreement itself as well', async () => {
  const { client } = township;
  const { id } = await registered(client, 'P28');
  const view = await take(
    client,
    id,
    ...takenUp('P28'),
    mediation('P28'),
    ['ll.tw', 'SETTLE', { agreement: '邻居改水管，信访人撤回' }],
    [CLERK, 'WITHDRAW', { inWriting: true }],
  );
  expect(view).toMatchObject({ state: 'closed.withdrawn' });
  await expectAsWished(client, 'P28', id);
});

it('P14 may as well be decided by the unit itself, in its own administrative procedure', async () => {
  const { client } = township;
  const { id } = await registered(client, 'P14');
  const routed: Step = ['ll.zrs', 'ROUTE_TRACK', { track: 'administrative-ruling' }];
  const view = await take(client, id, ...takenUp('P14'), routed, mediation('P14'));
  expect(view).toMatchObject({ stage: 'handling', track: 'administrative-ruling', unit: leadOf('P14') });
});

it('P09 法院判决不服 is refused, with the ground and the way to the courts', async () => {
  const { client } = township;
  const { id } = await registered(client, 'P09');
  const view = await step(client, id, CLERK, 'REFUSE', { basis: 'litigation-visit', reason: '请依法上诉' });
  expect(view.handOver).toMatchObject({ track: 'litigation', limits: expect.stringContaining('行政诉讼法') });
  await expectAsWished(client, 'P09', id);
});

it('P10 公司无故辞退不给经济补偿 is told of labour arbitration and its limits', async () => {
  const { client } = township;
  const { id } = await registered(client, 'P10');
  const organ = '清河县劳动人事争议仲裁委员会';
  const view = await step(client, id, CLERK, 'REDIRECT', { organ, track: 'arbitration' });
  expect(view.handOver).toMatchObject({ track: 'arbitration', limits: expect.stringContaining('45 日') });
  await expectAsWished(client, 'P10', id);
});

it('P17 邻县水库放水淹了我家的地 is told which organ is competent', async () => {
  const { client } = township;
  const { id } = await registered(client, 'P17');
  await step(client, id, CLERK, 'REDIRECT', { organ: '邻县信访局' });
  await expectAsWished(client, 'P17', id);
  const { body } = await client.get(CLERK, `/v1/petitions/${id}/history`);
  expect(body.items.at(-1)).toMatchObject({ event: 'REDIRECT', data: { organ: '邻县信访局' } });
});

it('P30 同一事项已复核终结再次提出 is not accepted again', async () => {
  const { client } = township;
  const { id } = await registered(client, 'P30');
  await step(client, id, CLERK, 'REFUSE', { basis: 'recheck-concluded' });
  expect(await expectAsWished(client, 'P30', id)).toMatchObject({ state: 'closed.refused', track: null });
});

it('P16 匿名反映 is looked into above the township, where nobody is the unknown one, though nobody can be told', async () => {
  const { client } = township;
  const { id } = await registered(client, 'P16');
  const way = [
    ['qh.intake', 'ACCEPT'],
    ['qh.intake', 'TRANSFER', { unit: 'ys-qh-jw' }],
  ] as const;
  const taken = await take(client, id, ...way);
  expect(basisOf(taken.clocks, 'notice')).toBe('接收期限（姓名、住址不清，不需告知）');
  await take(client, id, ['qh.jw', 'GIVE_NOTICE', { method: 'notOwed' }], ['qh.jw', 'INVESTIGATE']);
  await take(client, id, ['qh.jw', 'ISSUE_OPINION', OPINION], ['qh.director', 'APPROVE_OPINION']);
  await step(client, id, 'qh.jw', 'SERVE', { method: 'onFile' });
  const view = await expectAsWished(client, 'P16', id, 'qh.intake');
  expect(view).toMatchObject({ state: 'closed.onFile', confidential: true, remedy: null });
  const alerts: AlertView[] = await allItems(client, 'qh.intake', `/v1/alerts?petition=${id}`);
  expect(alerts).toEqual([]);
});
