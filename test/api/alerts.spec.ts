import { AlertView } from '@huiyin/workflow/contract';
import { startSystem } from '../support/system.ts';
import type { System } from '../support/system.ts';
import { expectProblem } from './problem.ts';
import { allItems, expectStatus, register } from './procedure.ts';
import { listen } from './sse.ts';

let system: System;
beforeAll(async () => {
  system = await startSystem();
  await system.client.moveBy(25);
});
afterAll(() => system.stop());

const list = (query: string, user = 'll.xfb'): Promise<AlertView[]> =>
  allItems(system.client, user, `/v1/alerts?${query}`);
const ids = (alerts: readonly AlertView[]) => alerts.map(({ id }) => id);

describe('the inbox', () => {
  it('shows alerts newest first, page by page', async () => {
    const all = await list('');
    expect(all.length).toBeGreaterThan(150);
    for (const alert of all) expect(AlertView.parse(alert)).toEqual(alert);
    expect(ids(all)).toEqual(ids(all).toSorted((a, b) => Number(b) - Number(a)));
    const { body, headers } = await system.client.get('ll.xfb', '/v1/alerts?limit=10');
    expect(ids(body.items)).toEqual(ids(all).slice(0, 10));
    expect(headers.get('link')).toContain(`cursor=${body.next}`);
    expect(ids((await system.client.get('ll.xfb', `/v1/alerts?limit=10&cursor=${body.next}`)).body.items)).toEqual(
      ids(all).slice(10, 20),
    );
  });

  it.each<[string, (alert: AlertView) => boolean]>([
    ['level=0', ({ level }) => level === 0],
    ['level=3', ({ level }) => level === 3],
    ['kind=reminder', ({ kind }) => kind === 'reminder'],
    ['kind=overdue', ({ kind }) => kind === 'overdue'],
    ['kind=escalation&level=2', ({ kind, level }) => kind === 'escalation' && level === 2],
    ['status=open', ({ acknowledgedAt }) => acknowledgedAt === null],
  ])('%s', async (query, belongs) => {
    const all = await list('');
    const shown = await list(query);
    expect(shown.length).toBeGreaterThan(0);
    expect(shown).toEqual(all.filter(belongs));
  });

  it('is acknowledged once, and the first acknowledgement stands', async () => {
    const [alert] = await list('status=open&kind=overdue');
    const path = `/v1/alerts/${alert?.id}/acknowledge`;
    const first = expectStatus(await system.client.call('ll.xfb', 'POST', path), 200).body;
    expect(first).toMatchObject({ id: alert?.id, acknowledgedBy: 'll.xfb', acknowledgedAt: expect.any(String) });
    const second = expectStatus(await system.client.call('ll.mayor', 'POST', path, { body: {} }), 200).body;
    expect({ ...second, title: '' }).toEqual({ ...first, title: '' });
    expect(ids(await list('status=open'))).not.toContain(alert?.id);
    expect(ids(await list('status=acknowledged'))).toEqual([alert?.id]);
  });

  it('of a level above somebody cannot be acknowledged by them, though they see it', async () => {
    const [escalated] = await list('status=open&level=3', 'll.mayor');
    expect(escalated?.to.unit).toBe('ys-qh-xfj');
    const path = `/v1/alerts/${escalated?.id}/acknowledge`;
    expectProblem(await system.client.call('ll.mayor', 'POST', path), 403, 'forbidden');
    expectStatus(await system.client.call('qh.director', 'POST', path), 200);
  });

  it('is called a word of the language asked for', async () => {
    const answer = await system.client.call('ll.xfb', 'GET', '/v1/alerts?kind=overdue&limit=1', {
      headers: { 'accept-language': 'en' },
    });
    expect(answer.body.items[0].title).toMatch(/^[\x20-\x7e]+$/);
    expect((await list('kind=overdue'))[0]?.title).toBe('超期');
  });
});

describe('the stream', () => {
  it('tells each alert once, in order, from now on', async () => {
    const stream = await listen(system, 'll.xfb');
    expect(stream.headers.get('content-type')).toBe('text/event-stream');
    expect(stream.headers.get('x-accel-buffering')).toBe('no');
    expect(stream.headers.get('x-request-id')).toMatch(/./);
    const before = new Set(ids(await list('')));
    await register(system.client);
    await system.client.moveBy(17);
    const raised = (await list('')).filter(({ id }) => !before.has(id)).toReversed();
    expect(raised.length).toBeGreaterThan(30);
    const told = await stream.take(raised.length);
    expect(told.map(({ alert }) => alert)).toEqual(raised);
    expect(told.map(({ id }) => id)).toEqual(ids(raised));
    expect(await stream.silentFor(2)).toBe(true);
    await stream.close();
  });

  it('goes on where it was broken off', async () => {
    const all = (await list('')).toReversed();
    const stream = await listen(system, 'll.xfb', all[9]?.id);
    const told = await stream.take(all.length - 10);
    await stream.close();
    expect(told.map(({ id }) => id)).toEqual(ids(all).slice(10));
    const rest = await listen(system, 'll.xfb', told[4]?.id);
    expect((await rest.take(3)).map(({ id }) => id)).toEqual(ids(all).slice(15, 18));
    await rest.close();
  });

  it.each(['ll.rsz', 'll.monitor', 'll.mayor', 'qh.director'])(
    'tells %s what their list shows and nothing else',
    async (user) => {
      const mine = (await list('', user)).toReversed();
      const stream = await listen(system, user, '0');
      expect((await stream.take(mine.length)).map(({ id }) => id)).toEqual(ids(mine));
      expect(await stream.silentFor(1)).toBe(true);
      await stream.close();
    },
  );

  it.each(['abc', '-1', '1; DROP TABLE alert', '9'.repeat(30)])('refuses to resume from %s', async (id) => {
    const answer = await system.client.call('ll.xfb', 'GET', '/v1/alerts/stream', { headers: { 'last-event-id': id } });
    expectProblem(answer, 400, 'malformed-request');
  });
});
