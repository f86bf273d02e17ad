import type { AlertView, PetitionRow } from '@huiyin/workflow/contract';
import { startSystem } from '../support/system.ts';
import type { System } from '../support/system.ts';
import { expectProblem } from './problem.ts';
import { allItems, CLERK, expectStatus, HANDLER, OPINION, petition, petitionAt, register, step } from './procedure.ts';
import { ask, whatIsStored } from './witness.ts';

const ACCOUNTS = [
  ...['qh.director', 'qh.intake', 'll.secretary', 'll.mayor', 'll.xfb', 'll.xfb.clerk', 'll.rsz', 'll.zrs', 'll.hbz'],
  ...['ll.nyb', 'll.mzb', 'll.cjb', 'll.tyz', 'll.tw', 'll.jw', 'll.monitor', 'admin'],
] as const;
const TOWNSHIP_OFFICE = ['ll.xfb', 'll.xfb.clerk'];
const COUNTY = ['qh.director', 'qh.intake'];
const LEADERS = ['ll.secretary', 'll.mayor'];

let system: System;
/** One petition of each kind that matters to who sees it. */
const cases: Record<string, string> = {};

/** Who is to see which. */
const SEEN_BY: Record<string, readonly string[]> = {
  open: [...TOWNSHIP_OFFICE, ...COUNTY, ...LEADERS, 'll.monitor', 'admin'],
  atRsz: [...TOWNSHIP_OFFICE, ...COUNTY, ...LEADERS, 'll.monitor', 'admin', 'll.rsz'],
  waitsForVisit: [...TOWNSHIP_OFFICE, ...COUNTY, ...LEADERS, 'll.monitor', 'admin', 'll.rsz', 'll.jw'],
  confidential: TOWNSHIP_OFFICE,
  confidentialAtJw: [...TOWNSHIP_OFFICE, 'll.jw'],
  confidentialAtRsz: [...TOWNSHIP_OFFICE, 'll.rsz'],
  againstRsz: [...TOWNSHIP_OFFICE, ...COUNTY, ...LEADERS, 'll.monitor', 'admin'],
  againstTownship: [...COUNTY, 'admin'],
  confidentialAgainstTownship: ['qh.intake', 'qh.director'],
  ofCounty: [...COUNTY, 'admin'],
};
const KINDS = Object.keys(SEEN_BY);

beforeAll(async () => {
  system = await startSystem();
  const { client } = system;
  const secret = { purpose: 'accusation', confidential: true };
  cases['open'] = (await register(client)).id;
  cases['atRsz'] = await petitionAt(client, 'handling');
  cases['waitsForVisit'] = await petitionAt(client, 'followUp');
  cases['confidential'] = (await register(client, secret)).id;
  cases['confidentialAtJw'] = (await register(client, secret)).id;
  await step(client, cases['confidentialAtJw'] as string, CLERK, 'ACCEPT');
  await step(client, cases['confidentialAtJw'] as string, CLERK, 'TRANSFER', { unit: 'ys-qh-ll-jw', mode: '转送' });
  cases['againstRsz'] = (
    await register(client, { accused: ['ys-qh-ll-rsz', { name: '站长王某', unit: 'ys-qh-ll-rsz' }] })
  ).id;
  cases['againstTownship'] = (await register(client, { accused: ['ys-qh-ll'] })).id;
  cases['confidentialAgainstTownship'] = (await register(client, { ...secret, accused: ['ys-qh-ll'] })).id;
  cases['ofCounty'] = (await register(client, {}, 'qh.intake')).id;
  cases['confidentialAtRsz'] = await petitionAt(client, 'handling', secret);
  await client.moveBy(20);
});
afterAll(() => system.stop());

const idOf = (kind: string) => cases[kind] as string;
const seenBy = (user: string) => KINDS.filter((kind) => SEEN_BY[kind]?.includes(user));
const kindsAmong = (ids: readonly string[]) => KINDS.filter((kind) => ids.includes(idOf(kind)));

describe.each(ACCOUNTS)('%s', (user) => {
  it('sees the same petitions at every endpoint', async () => {
    const { client } = system;
    const rows: PetitionRow[] = await allItems(client, user, '/v1/petitions');
    expect(kindsAmong(rows.map(({ id }) => id))).toEqual(seenBy(user));
    const found: PetitionRow[] = await allItems(client, user, `/v1/petitions?q=${encodeURIComponent('村口路灯')}`);
    expect(kindsAmong(found.map(({ id }) => id))).toEqual(seenBy(user));

    for (const kind of KINDS) {
      const visible = seenBy(user).includes(kind);
      for (const part of ['', '/allowed-events', '/history', '/clocks', '/clocks/transfer/explanation']) {
        const answer = await client.get(user, `/v1/petitions/${idOf(kind)}${part}`);
        if (visible) expectStatus(answer, 200);
        else expectProblem(answer, 404, 'not-found');
      }
    }
  });

  it('hears of no other petition by alerts', async () => {
    const alerts: AlertView[] = await allItems(system.client, user, '/v1/alerts');
    const visible = await allItems(system.client, user, '/v1/petitions');
    const ids = new Set(visible.map(({ id }: PetitionRow) => id));
    // An alarm belongs to no petition, and only administrators see it.
    const alarms = alerts.filter(({ petitionId }) => petitionId === null);
    if (user !== 'admin') expect(alarms).toEqual([]);
    for (const { petitionId } of alerts.filter((each) => !alarms.includes(each))) expect(ids).toContain(petitionId);
    for (const kind of KINDS.filter((each) => !seenBy(user).includes(each))) {
      const { body } = await system.client.get(user, `/v1/alerts?petition=${idOf(kind)}`);
      expect(body).toEqual({ items: [], next: null });
    }
  });

  it('cannot touch what it does not see, nor learn from the answer that it is there', async () => {
    const before = await whatIsStored(system.databaseUrl);
    const nothing = await system.client.call(
      user,
      'POST',
      '/v1/petitions/01890000-0000-7000-8000-000000000000/events',
      {
        body: { type: 'WITHDRAW', data: { inWriting: true } },
      },
    );
    for (const kind of KINDS.filter((each) => !seenBy(user).includes(each))) {
      const answer = await system.client.call(user, 'POST', `/v1/petitions/${idOf(kind)}/events`, {
        body: { type: 'WITHDRAW', data: { inWriting: true } },
        headers: { 'if-match': '"1"', 'idempotency-key': 'probe' },
      });
      expectProblem(answer, 404, 'not-found');
      expect({ ...answer.body, instance: '' }).toEqual({ ...nothing.body, instance: '' });
    }
    const hidden = await ask<{ id: string }>(
      system.databaseUrl,
      'SELECT id FROM alert WHERE case_id = ANY($1) AND acknowledged_at IS NULL',
      [KINDS.filter((each) => !seenBy(user).includes(each)).map(idOf)],
    );
    for (const { id } of hidden) {
      expectProblem(await system.client.call(user, 'POST', `/v1/alerts/${id}/acknowledge`), 404, 'not-found');
    }
    expect(await whatIsStored(system.databaseUrl)).toEqual(before);
  });
});

it.each([
  ['P07', '反映村干部优亲厚友', 'the office that registered it', TOWNSHIP_OFFICE],
  // Somebody of the township, nobody knows who: its own office may be the one.
  ['P16', '匿名反映', 'the office above the township', COUNTY],
  ['P29', '既要赔偿又举报', 'the office that registered it', TOWNSHIP_OFFICE],
])('%s %s of the demo data is seen by %s and nobody else', async (_, title, __, readers) => {
  for (const user of ACCOUNTS) {
    const items = await allItems(system.client, user, `/v1/petitions?q=${encodeURIComponent(title)}`);
    expect([user, items.length]).toEqual([user, readers.includes(user) ? 1 : 0]);
  }
});

describe('a petition against the office that registers it', () => {
  it('is registered, answered, and handled by the office above', async () => {
    const { client } = system;
    const view = await register(client, { confidential: true, accused: ['ys-qh-ll-xfb'], title: '反映信访办' });
    expect(view).toMatchObject({ title: '反映信访办', allowedEvents: [] });
    expectProblem(await client.get(CLERK, `/v1/petitions/${view.id}`), 404, 'not-found');
    expect((await petition(client, view.id, 'qh.intake')).allowedEvents).toContain('ACCEPT');
    await step(client, view.id, 'qh.intake', 'ACCEPT');
    const accused = await client.send('qh.intake', view.id, 'TRANSFER', { unit: 'ys-qh-ll-xfb', mode: '转送' });
    expectProblem(accused, 409, 'event-not-accepted');
    expect(accused.body.refusedBy).toEqual(['recipientNotAccused']);
    const moved = await step(client, view.id, 'qh.intake', 'TRANSFER', { unit: 'ys-qh-jw', mode: '转送' });
    expect(moved.unit).toBe('ys-qh-jw');
  });

  it('does not go to anybody below the accused', async () => {
    const { client } = system;
    const id = idOf('againstTownship');
    await step(client, id, 'qh.intake', 'ACCEPT');
    const { status, body } = await client.send('qh.intake', id, 'TRANSFER', { unit: 'ys-qh-ll-rsz', mode: '转送' });
    expect([status, body.errors?.[0].pointer]).toEqual([422, '/data/unit']);
  });
});

describe('what is shown of persons', () => {
  const MASKED = {
    name: '秦**',
    phone: '139****5678',
    idNumber: expect.stringMatching(/^999\*+17$/),
    address: '***',
    masked: true,
  };

  it.each([
    ...[...TOWNSHIP_OFFICE, 'qh.intake', ...LEADERS, 'll.rsz', 'll.jw'].map((user) => [user, false] as const),
    ...['qh.director', 'll.monitor', 'admin'].map((user) => [user, true] as const),
  ])('%s, masked: %s', async (user, masked) => {
    const view = await petition(system.client, idOf('waitsForVisit'), user);
    if (masked) expect(view.petitioner).toEqual(MASKED);
    else expect(view.petitioner).toMatchObject({ name: '秦某某', phone: '13912345678', masked: false });
    const { body } = await system.client.get(user, `/v1/petitions/${idOf('waitsForVisit')}/history`);
    const heard = body.items.find(({ event }: { event: string }) => event === 'HEAR');
    expect(heard.data).toEqual({ method: 'phone', summary: masked ? null : '秦某某说路灯坏了' });
    const said = JSON.stringify(body);
    for (const secret of ['秦某某', '13912345678', OPINION.decision]) expect(said.includes(secret)).toBe(!masked);
  });

  it('the monitor reads no text, nor finds any', async () => {
    expect(await petition(system.client, idOf('atRsz'), 'll.monitor')).toMatchObject({
      text: null,
      title: '村口路灯不亮',
    });
    const search = (user: string) =>
      allItems(system.client, user, `/v1/petitions?q=${encodeURIComponent('坏了半个月')}`);
    expect((await search('ll.mayor')).length).toBeGreaterThan(0);
    expect(await search('ll.monitor')).toEqual([]);
  });
});

it.each(['ll.monitor', 'admin'])('%s reads and does nothing', async (user) => {
  for (const kind of seenBy(user)) {
    expect((await petition(system.client, idOf(kind), user)).allowedEvents).toEqual([]);
    const { body } = await system.client.get(user, `/v1/petitions/${idOf(kind)}/allowed-events`);
    expect(body.allowed).toEqual([]);
  }
  const [alert] = await allItems(system.client, user, '/v1/alerts?status=open');
  expectProblem(await system.client.call(user, 'POST', `/v1/alerts/${alert.id}/acknowledge`), 403, 'forbidden');
});

it('lets nobody in without a token, whichever of the described routes they try', async () => {
  const id = idOf('open');
  const before = await whatIsStored(system.databaseUrl);
  const { paths } = (await system.client.get(null, '/openapi.json')).body as {
    paths: Record<string, Record<string, { security?: unknown[] }>>;
  };
  const ours = Object.entries(paths).filter(([path]) => path.startsWith('/v1/'));
  const closed = ours.flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(([, { security }]) => security?.length !== 0)
      .map(([method]) => [method.toUpperCase(), path.replace('{id}', id).replace(/\{\w+\}/g, 'transfer')] as const),
  );
  expect(closed.length).toBeGreaterThan(12);
  for (const [method, path] of closed) {
    const answer = await system.client.call(null, method, path, method === 'POST' ? { body: {} } : {});
    expectProblem(answer, 401, 'unauthorized');
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  }
  expect(await whatIsStored(system.databaseUrl)).toEqual(before);
});

it('forgets a unit once the case has left it', async () => {
  const { client } = system;
  const id = await petitionAt(client, 'routing.noticing');
  await petition(client, id, HANDLER);
  await step(client, id, HANDLER, 'OBJECT', { reason: '不属本站' });
  await step(client, id, CLERK, 'DECIDE_OBJECTION', { upheld: true });
  expectProblem(await client.get(HANDLER, `/v1/petitions/${id}`), 404, 'not-found');
});

describe('a unit that is complained about', () => {
  it.each(['ys-qh-ll-hbz', 'YS-QH-LL-HBZ', 'ｙｓ-qh-ll-hbz', '柳林镇生态环保站', ' 柳林镇 生态环保站\u200b'])(
    'is known however it is written: %j',
    async (written) => {
      const { id } = await register(system.client, { accused: [written] });
      await step(system.client, id, CLERK, 'ACCEPT');
      const refused = await system.client.send(CLERK, id, 'TRANSFER', { unit: 'ys-qh-ll-hbz' });
      expectProblem(refused, 409, 'event-not-accepted');
      expect((await system.client.get('ll.hbz', `/v1/petitions/${id}`)).status).toBe(404);
    },
  );

  it('makes an accusation confidential, unless its petitioner says otherwise', async () => {
    const sealed = await register(system.client, { purpose: 'accusation' });
    const open = await register(system.client, { purpose: 'accusation', confidential: false });
    expect([sealed.confidential, open.confidential]).toEqual([true, false]);
    expect((await system.client.get('ll.mayor', `/v1/petitions/${sealed.id}`)).status).toBe(404);
  });
});
