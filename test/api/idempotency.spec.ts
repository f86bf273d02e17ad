import { PetitionView } from '@huiyin/workflow/contract';
import { startSystem } from '../support/system.ts';
import type { System } from '../support/system.ts';
import { PHOTOS, upload } from './files.ts';
import { expectInvalid, expectProblem } from './problem.ts';
import { CLERK, expectStatus, FORM, HANDLER, petition, petitionAt, register, step } from './procedure.ts';
import { ask, whatIsStored } from './witness.ts';

let system: System;
beforeAll(async () => (system = await startSystem({ workers: 0 })));
afterAll(() => system.stop());

const post = (key: string, body: object = FORM, user = CLERK) =>
  system.client.call(user, 'POST', '/v1/petitions', { body, headers: { 'idempotency-key': key } });

const event = (id: string, key: string, body: object, ifMatch: string, user = CLERK) =>
  system.client.call(user, 'POST', `/v1/petitions/${id}/events`, {
    body,
    headers: { 'idempotency-key': key, 'if-match': ifMatch },
  });

it('answers a repeated registration with the first answer', async () => {
  const first = expectStatus(await post('register-1'), 201);
  const stored = await whatIsStored(system.databaseUrl);
  const again = expectStatus(await post('register-1'), 201);
  expect(again.body).toEqual(first.body);
  for (const header of ['etag', 'location']) expect(again.headers.get(header)).toBe(first.headers.get(header));
  expect(first.headers.has('idempotency-replayed')).toBe(false);
  expect(again.headers.get('idempotency-replayed')).toBe('true');
  expect(await whatIsStored(system.databaseUrl)).toEqual(stored);
});

it('answers a repeated registration although it would be refused by now: a unit it names is called otherwise', async () => {
  const unit = 'ys-qh-ll-tyz';
  const [{ name } = { name: '' }] = await ask(system.databaseUrl, 'SELECT name FROM unit WHERE code = $1', [unit]);
  const form = { ...FORM, accused: [name] };
  const first = expectStatus(await post('renamed', form), 201);
  await ask(system.databaseUrl, 'UPDATE unit SET name = $2 WHERE code = $1', [unit, '柳林镇双拥工作站']);
  const other = await startSystem({ workers: 0, seed: false, databaseUrl: system.databaseUrl });
  const repeat = (key: string) =>
    other.client.call(CLERK, 'POST', '/v1/petitions', { body: form, headers: { 'idempotency-key': key } });
  try {
    const again = expectStatus(await repeat('renamed'), 201);
    expect([again.body, again.headers.get('idempotency-replayed')]).toEqual([first.body, 'true']);
    expectInvalid(await repeat('anew'), '/accused/0');
  } finally {
    await other.stop();
  }
});

it('answers it in full to whoever wrote it, although the petition is out of their sight', async () => {
  const form = { ...FORM, accused: ['ys-qh-ll-xfb'] };
  const first = expectStatus(await post('against-us', form), 201);
  expect(first.body.text).toBe(FORM.text);
  expectProblem(await system.client.get(CLERK, `/v1/petitions/${first.body.id}`), 404, 'not-found');
  expect(expectStatus(await post('against-us', form), 201).body).toEqual(first.body);
});

it('refuses a key that comes with another body, or for another petition', async () => {
  expectStatus(await post('register-2'), 201);
  const other = await post('register-2', { ...FORM, title: '另一件' });
  expectProblem(other, 422, 'idempotency-key-reused');
  const { id } = await register(system.client);
  expectProblem(await event(id, 'register-2', { type: 'ACCEPT' }, '"1"'), 422, 'idempotency-key-reused');
});

it('takes a body for the same whatever the order of its keys', async () => {
  const first = expectStatus(await post('ordered'), 201);
  const { petitioner, ...rest } = FORM;
  const turned = (object: object) => Object.fromEntries(Object.entries(object).reverse());
  const again = expectStatus(await post('ordered', { petitioner: turned(petitioner), ...turned(rest) }), 201);
  expect([again.body, again.headers.get('idempotency-replayed')]).toEqual([first.body, 'true']);
});

it('takes a key for the same with its quotes (RFC 8941) and without', async () => {
  const first = expectStatus(await post('"quoted"'), 201);
  const again = expectStatus(await post('quoted'), 201);
  expect([again.body.id, again.headers.get('idempotency-replayed')]).toEqual([first.body.id, 'true']);
  expect(expectStatus(await post('"quoted'), 201).body.id).not.toBe(first.body.id);
});

it('takes files for the same whether the key is quoted or not', async () => {
  const { id } = await register(system.client);
  const send = (key: string) => upload(system.client, CLERK, id, PHOTOS, { 'if-match': '"1"', 'idempotency-key': key });
  const first = expectStatus(await send(`"files-${id}"`), 201);
  expect(expectStatus(await send(`files-${id}`), 201).body).toEqual(first.body);
});

it('creates one petition for twenty equal requests at once', async () => {
  const before = await whatIsStored(system.databaseUrl);
  const answers = await Promise.all(Array.from({ length: 20 }, () => post('twenty')));
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(201));
  expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  expect(answers.filter(({ headers }) => headers.has('idempotency-replayed'))).toHaveLength(19);
  expect(await whatIsStored(system.databaseUrl)).toMatchObject(
    oneMore(before, 'petition_case', 'petition', 'petition_text', 'petitioner', 'case_event', 'command'),
  );
});

it('takes one step for ten equal events at once', async () => {
  const { id } = await register(system.client);
  const answers = await Promise.all(Array.from({ length: 10 }, () => event(id, 'ten', { type: 'ACCEPT' }, '"1"')));
  expect(answers.map(({ status, body }) => [status, body.version])).toEqual(Array(10).fill([200, 2]));
});

it('keeps the keys of different accounts apart', async () => {
  const one = expectStatus(await post('shared'), 201);
  const two = expectStatus(await post('shared', FORM, 'qh.intake'), 201);
  expect(two.body.id).not.toBe(one.body.id);
});

it('answers a repeated event with the first answer, whatever has happened since', async () => {
  const { id } = await register(system.client);
  const first = expectStatus(await event(id, 'accept', { type: 'ACCEPT', data: {} }, '"1"'), 200);
  expect(first.body.version).toBe(2);
  await step(system.client, id, CLERK, 'TRANSFER', { unit: 'ys-qh-ll-rsz', mode: '转送' });
  await step(system.client, id, HANDLER, 'GIVE_NOTICE');
  const again = expectStatus(await event(id, 'accept', { type: 'ACCEPT', data: {} }, '"1"'), 200);
  expect(again.body).toEqual(first.body);
  expect(again.headers.get('etag')).toBe('"2"');
  expect(again.headers.get('idempotency-replayed')).toBe('true');
  expect(PetitionView.parse(again.body)).toEqual(again.body);
  expectProblem(
    await event(id, 'accept', { type: 'WITHDRAW', data: { inWriting: true } }, '"1"'),
    422,
    'idempotency-key-reused',
  );
});

it('answers again although what the event named is so no longer', async () => {
  const id = await petitionAt(system.client, 'routing.noticing');
  const version = (await system.client.get(HANDLER, `/v1/petitions/${id}`)).headers.get('etag') ?? '';
  const assign = { type: 'ASSIGN', data: { assignee: HANDLER } };
  const first = expectStatus(await event(id, 'assign', assign, version, 'll.mayor'), 200);
  await step(system.client, id, HANDLER, 'OBJECT', { reason: '不属本站职权' });
  await step(system.client, id, CLERK, 'DECIDE_OBJECTION', { upheld: true });
  const again = expectStatus(await event(id, 'assign', assign, version, 'll.mayor'), 200);
  // Of the person he is shown what he may know today.
  expect({ ...again.body, petitioner: null }).toEqual({ ...first.body, petitioner: null });
});

it('forgets a request that was refused, so that it may be mended under the same key', async () => {
  expectProblem(await post('mended', { ...FORM, place: 'nowhere' }), 422, 'invalid-input');
  expectStatus(await post('mended'), 201);
});

it('forgets it as well where only the law of the case tells that a field is wrong', async () => {
  const id = await petitionAt(system.client, 'handling');
  const { version } = await petition(system.client, id);
  const asked = (days: number) => ({ type: 'REQUEST_EXTENSION', data: { days, reason: '情况复杂' } });
  const send = (days: number) => event(id, 'longer', asked(days), `"${version}"`, HANDLER);
  expectInvalid(await send(31), '/data/days');
  expectStatus(await send(30), 200);
});

it.each([
  ['empty', ''],
  ['empty between quotes', '""'],
  ['too long', 'k'.repeat(256)],
  ['too long between quotes', `"${'k'.repeat(256)}"`],
  ['with a blank', 'a b'],
])('refuses a key that is %s', async (_, key) => {
  expectProblem(await post(key), 400, 'malformed-request');
});

it('keeps no name, number, title or text with the answers', async () => {
  const { title, text, petitioner } = FORM;
  const { id } = expectStatus(await post('sealed'), 201).body;
  await event(id, 'sealed-2', { type: 'SUPPLEMENT', data: { note: '不该在此的话' } }, '"1"');
  await event(id, 'sealed-3', { type: 'WITHDRAW', data: { inWriting: true, statement: '不该在此的话' } }, '"1"');
  const rows = await ask<{ row: string }>(system.databaseUrl, 'SELECT command::text AS row FROM command');
  expect(rows.length).toBeGreaterThan(5);
  const kept = rows.map(({ row }) => row).join('\n');
  for (const secret of [title, text, ...Object.values(petitioner), '不该在此的话']) expect(kept).not.toContain(secret);
});

function oneMore(before: object | undefined, ...tables: string[]): object {
  const counts = before as Record<string, number>;
  return Object.fromEntries(tables.map((table) => [table, (counts[table] ?? 0) + 1]));
}
