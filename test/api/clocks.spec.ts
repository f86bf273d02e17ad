import { addDays, dateOf, daysBetween, startOfDay, weekday } from '@huiyin/domain';
import { ClockView, ExplanationView } from '@huiyin/workflow/contract';
import { startSystem } from '../support/system.ts';
import type { System } from '../support/system.ts';
import { CLERK, expectStatus, HANDLER, LEADER, petitionAt, register, step, take } from './procedure.ts';

let system: System;
beforeAll(async () => (system = await startSystem()));
afterAll(() => system.stop());

const explain = async (id: string, name: string, language = 'zh') => {
  const path = `/v1/petitions/${id}/clocks/${name}/explanation`;
  const headers = { 'accept-language': language };
  return expectStatus(await system.client.call(CLERK, 'GET', path, { headers }), 200).body;
};
const clocksOf = async (id: string): Promise<ClockView[]> =>
  (await system.client.get(CLERK, `/v1/petitions/${id}/clocks`)).body.items;

it('shows every clock that was ever started, with what it rests on', async () => {
  const id = await petitionAt(system.client, 'followUp');
  const clocks = await clocksOf(id);
  for (const clock of clocks) expect(ClockView.parse(clock)).toEqual(clock);
  expect(clocks.map(({ name, article, basis, status }) => [name, article, basis, status])).toEqual([
    ['transfer', '22', 'law', 'met'],
    ['report', null, 'ours', 'running'],
    ['objection', '23', 'law', 'cancelled'],
    ['notice', '23', 'law', 'met'],
    ['handling', '34', 'law', 'met'],
    ['service', null, 'ours', 'met'],
    ['execution', null, 'ours', 'running'],
    ['followUp', null, 'practice', 'running'],
    ['reviewWindow', '35', 'law', 'running'],
  ]);
  expect((await system.client.get(CLERK, `/v1/petitions/${id}`)).body.clocks).toEqual(clocks);
});

it('counts a deadline to the last instant of its day in China', async () => {
  for (const { dueOn, dueAt, remaining, status } of await clocksOf(await petitionAt(system.client, 'handling'))) {
    expect(dueAt).toBe(new Date(`${addDays(dueOn, 1)}T00:00:00+08:00`).toISOString());
    if (status !== 'running') expect(remaining).toBeNull();
    else {
      const now = await system.client.now();
      expect(remaining).toEqual({ days: daysBetween(dateOf(now), dueOn), ms: Date.parse(dueAt) - now });
    }
  }
});

it('counts from the day a letter arrived, not from the day it was registered', async () => {
  const receivedOn = addDays(dateOf(await system.client.now()), -10);
  const { id, ...view } = await register(system.client, { receivedOn });
  expect(view.receivedOn).toBe(receivedOn);
  const [clock] = await clocksOf(id);
  expect(clock).toMatchObject({ startOn: receivedOn, dueOn: addDays(receivedOn, 15), remaining: { days: 5 } });
});

it('a letter that lay for weeks is overdue in the very answer, and what it shows can be worked on at once', async () => {
  const receivedOn = addDays(dateOf(await system.client.now()), -40);
  for (let letter = 0; letter < 5; letter++) {
    const view = await register(system.client, { receivedOn });
    expect(view).toMatchObject({
      state: 'acceptance.registered.escalated3',
      tags: expect.arrayContaining(['overdue']),
    });
    expect(view.clocks).toMatchObject([{ name: 'transfer', status: 'breached' }]);
    const headers = { 'if-match': `"${view.version}"` };
    const path = `/v1/petitions/${view.id}/events`;
    expect((await system.client.call(CLERK, 'POST', path, { body: { type: 'ACCEPT' }, headers })).status).toBe(200);
  }
});

it.each(['transfer', 'report', 'objection', 'notice', 'handling', 'service', 'execution', 'followUp', 'reviewWindow'])(
  'explains %s in both languages',
  async (name) => {
    const id = await petitionAt(system.client, 'followUp');
    const zh = await explain(id, name);
    const en = await explain(id, name, 'en');
    for (const body of [zh, en]) expect(ExplanationView.parse(body)).toEqual(body);
    expect(zh.dueOn).toBe(zh.clock.dueOn);
    expect(en).toMatchObject({
      dueOn: zh.dueOn,
      days: zh.days.map(({ on, counted }: { on: string; counted: boolean }) => ({ on, counted })),
    });
    expect(zh.firstDayOn).toBe(addDays(zh.clock.startOn, 1));
    expect(zh.text.length).toBeGreaterThan(1);
    for (const sentence of zh.text) expect(sentence).toMatch(/\p{Script=Han}/u);
    for (const sentence of en.text) expect(sentence).toMatch(/[a-z]{3}/i);
    const article = zh.clock.article;
    if (article !== null) {
      expect(zh.text[0]).toMatch(/《信访工作条例》第[一二三四五六七八九十]+条/);
      expect(en.text[0]).toContain(`Art. ${article}`);
    }
  },
);

it('counts from the last day for the notice when that comes late, and says so', async () => {
  const id = await petitionAt(system.client, 'routing.noticing');
  const notice = (await clocksOf(id)).find(({ name }) => name === 'notice');
  await system.client.moveBy(20);
  await step(system.client, id, HANDLER, 'GIVE_NOTICE');
  const { clock, text } = await explain(id, 'handling');
  expect(clock.startOn).toBe(notice?.dueOn);
  expect(text.join()).toContain('受理告知晚于期限');
});

it('counts from the acceptance still when a matter proves not to be simple, and says so', async () => {
  const { id } = await register(system.client);
  const unit = 'ys-qh-ll-rsz';
  await take(system.client, id, [CLERK, 'ACCEPT', { procedure: 'simple' }], [CLERK, 'TRANSFER', { unit }]);
  await step(system.client, id, HANDLER, 'GIVE_NOTICE');
  const acceptedOn = dateOf(await system.client.now());
  await system.client.moveBy(3);
  await step(system.client, id, LEADER, 'FALL_BACK', { notified: true, reason: '线路需整体更换' });
  const { clock, text } = await explain(id, 'handling-2');
  expect(clock).toMatchObject({ startOn: acceptedOn, dueOn: addDays(acceptedOn, 60), article: '34' });
  expect(text.join()).toContain('仍自受理之日');
  expect(text.join()).not.toContain('晚于期限');
});

it('names each rest day that a working-day period passes over', async () => {
  const today = dateOf(await system.client.now());
  await system.client.moveTo(startOfDay(addDays(today, (10 - weekday(today)) % 7 || 7))); // a Wednesday
  const id = await petitionAt(system.client, 'routing.noticing');
  const { rule, days, clock, dueOn } = await explain(id, 'objection');
  expect(rule).toEqual({ amount: 5, unit: 'workday', roll: 'none' });
  const rest = days.filter(({ counted }: { counted: boolean }) => !counted);
  expect(rest.length).toBeGreaterThanOrEqual(2);
  expect(daysBetween(clock.startOn, dueOn)).toBe(5 + rest.length);
});
