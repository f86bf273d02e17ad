// What was known then: the petition as of an instant, and the ledger of its clocks.
import { addDays, dateOf } from '@huiyin/domain';
import { LedgerEntryView, PetitionView } from '@huiyin/workflow/contract';
import type { z } from 'zod';
import { startSystem } from '../support/system.ts';
import type { System } from '../support/system.ts';
import { expectProblem } from './problem.ts';
import { CLERK, expectStatus, HANDLER, LEADER, petition, petitionAt, register, step } from './procedure.ts';

let system: System;
beforeAll(async () => (system = await startSystem()));
afterAll(() => system.stop());

const iso = (instant: number) => new Date(instant).toISOString();
const asOf = (id: string, instant: number | string, user: string = CLERK) =>
  system.client.get(
    user,
    `/v1/petitions/${id}?asOf=${encodeURIComponent(typeof instant === 'number' ? iso(instant) : instant)}`,
  );

describe('a petition as of an instant', () => {
  it('is shown as it was: stage, unit, clocks and what was left of them', async () => {
    const id = await petitionAt(system.client, 'routing.noticing');
    const before = { at: await system.client.now(), view: await petition(system.client, id) };
    await system.client.moveBy(3);
    await step(system.client, id, HANDLER, 'GIVE_NOTICE');
    await step(system.client, id, HANDLER, 'REQUEST_EXTENSION', { days: 20, reason: '情况复杂' });
    await system.client.moveBy(30);
    const { allowedEvents: _then, ...was } = before.view;
    const { status, body, headers } = await asOf(id, before.at);
    expect(status).toBe(200);
    expect(PetitionView.parse(body)).toEqual({ ...was, allowedEvents: [] });
    expect(headers.get('etag')).toBeNull();
    expect(body.clocks.find(({ name }: { name: string }) => name === 'notice')).toMatchObject({
      status: 'running',
      remaining: { days: 15 },
    });
  });

  it('shows an alarm from when it was given, not from when it was due', async () => {
    const { id } = await register(system.client);
    const registered = await system.client.now();
    const tagsOn = async (day: number) => (await asOf(id, registered + day * 86_400_000)).body.tags;
    await system.client.moveBy(6);
    await system.client.moveBy(14); // one leap over the due day: noticed on the twentieth only
    expect(await tagsOn(4)).not.toContain('dueSoon');
    expect(await tagsOn(6)).toContain('dueSoon');
    expect(await tagsOn(19)).not.toContain('overdue');
    expect(await tagsOn(20)).toContain('overdue');
  });

  it('knows nothing of the time before its registration, nor of the future', async () => {
    const { id } = await register(system.client);
    const now = await system.client.now();
    expectProblem(await asOf(id, now - 86_400_000), 404, 'not-found');
    const future = await asOf(id, now + 1000);
    expectProblem(future, 422, 'invalid-input');
    expect(future.body.errors[0]).toMatchObject({ pointer: '/asOf' });
    expectProblem(await asOf(id, 'yesterday'), 422, 'invalid-input');
    expect((await asOf(id, '2020-01-01T00:00:00+08:00')).status).toBe(404);
  });

  it('is seen by whoever may see it now, and by nobody else', async () => {
    const { id } = await register(system.client, { accused: ['ys-qh-ll-rsz'] });
    const now = await system.client.now();
    expect((await asOf(id, now)).status).toBe(200);
    expectProblem(await asOf(id, now, HANDLER), 404, 'not-found');
  });
});

describe('the ledger of a clock', () => {
  const ledgerOf = async (id: string, name: string, language = 'zh') => {
    const headers = { 'accept-language': language };
    const answer = await system.client.call(CLERK, 'GET', `/v1/petitions/${id}/clocks/${name}/ledger`, { headers });
    return expectStatus(answer, 200).body.items as z.output<typeof LedgerEntryView>[];
  };

  it('tells its start, its extension and its end: on which ground, by whom, counted from when, written down when', async () => {
    const id = await petitionAt(system.client, 'handling');
    const startOn = dateOf(await system.client.now());
    await system.client.moveBy(50);
    await step(system.client, id, HANDLER, 'REQUEST_EXTENSION', { days: 20, reason: '情况复杂' });
    await step(system.client, id, LEADER, 'DECIDE_EXTENSION', { approved: true, reasonNotified: true });
    await system.client.moveBy(35);
    await step(system.client, id, CLERK, 'WITHDRAW', { inWriting: true });
    const ledger = await ledgerOf(id, 'handling');
    for (const entry of ledger) expect(LedgerEntryView.parse(entry)).toEqual(entry);
    const said = ledger.map(({ kind, effectiveOn, ground, days, dueOn }) => [kind, effectiveOn, ground, days, dueOn]);
    expect(said).toEqual([
      ['started', startOn, 'GIVE_NOTICE', null, addDays(startOn, 60)],
      ['extended', addDays(startOn, 60), 'DECIDE_EXTENSION', 20, addDays(startOn, 80)],
      ['breached', addDays(startOn, 85), 'WITHDRAW', null, addDays(startOn, 80)],
    ]);
    expect(ledger.map(({ by }) => by?.account)).toEqual([HANDLER, LEADER, CLERK]);
    expect(ledger.map(({ title }) => title)).toEqual(['起算', '延长', '超期']);
    expect((await ledgerOf(id, 'handling', 'en'))[1]?.title).toBe('extended');
  });

  it('keeps the legal day apart from the day on which it was written down', async () => {
    const now = await system.client.now();
    const { id } = await register(system.client, { receivedOn: addDays(dateOf(now), -10) });
    const [started] = await ledgerOf(id, 'transfer');
    expect(started).toMatchObject({ kind: 'started', effectiveOn: addDays(dateOf(now), -10), seq: 1 });
    expect(dateOf(Date.parse(started?.recordedAt ?? ''))).toBe(dateOf(now));
  });

  it('of a clock that was never started is not there', async () => {
    const { id } = await register(system.client);
    expectProblem(await system.client.get(CLERK, `/v1/petitions/${id}/clocks/handling/ledger`), 404, 'not-found');
  });
});
