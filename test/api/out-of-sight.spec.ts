// A step that takes the case out of its sender's sight is answered again like any other: its first answer may be lost. And
// the first answer says no more than the second.
import { FORM, petitionAt, step } from './procedure.ts';
import { startSystem } from '../support/system.ts';
import type { System } from '../support/system.ts';

let system: System;
beforeAll(async () => (system = await startSystem()));
afterAll(() => system.stop());

async function sendTwice(user: string, id: string, type: string, data: object, between: () => Promise<unknown>) {
  const version = (await system.client.get(user, `/v1/petitions/${id}`)).headers.get('etag') ?? '';
  const headers = { 'if-match': version, 'idempotency-key': `${type}-${id}` };
  const once = () => system.client.send(user, id, type, data, headers);
  const first = await once();
  await between();
  return { first, again: await once() };
}

it('an objection that was upheld since', async () => {
  const id = await petitionAt(system.client, 'routing.noticing');
  const { first, again } = await sendTwice('ll.rsz', id, 'OBJECT', { reason: '不属本单位职权' }, () =>
    step(system.client, id, 'll.xfb', 'DECIDE_OBJECTION', { upheld: true }),
  );
  expect(first.status).toBe(200);
  expect(again.status).toBe(200);
  expect(again.headers.get('idempotency-replayed')).toBe('true');
  expect(again.body).toMatchObject({ version: first.body.version, state: first.body.state, text: null });
  expect((await system.client.get('ll.rsz', `/v1/petitions/${id}`)).status).toBe(404);
});

it('a follow-up that found the matter not solved', async () => {
  const id = await petitionAt(system.client, 'followUp');
  await system.client.moveBy(17);
  const data = { method: 'phone', result: 'notSolved', note: '仍未解决' };
  const { first, again } = await sendTwice('ll.jw', id, 'RECORD_FOLLOW_UP', data, async () => undefined);
  expect(first.status).toBe(200);
  expect(again.status).toBe(200);
  expect(again.body).toEqual(first.body);
  expect(first.body).toMatchObject({ title: '', text: null, petitioner: { name: '*', phone: null } });
  const other = { ...data, note: '另一回事' };
  const headers = { 'if-match': '"1"', 'idempotency-key': `RECORD_FOLLOW_UP-${id}` };
  expect((await system.client.send('ll.jw', id, 'RECORD_FOLLOW_UP', other, headers)).status).toBe(404);
});

it('a complaint about the sender’s own unit, which they entered themselves', async () => {
  const id = await petitionAt(system.client, 'handling');
  const data = { add: [{ name: '站长王某', unit: 'ys-qh-ll-rsz' }] };
  const { first, again } = await sendTwice('ll.rsz', id, 'ADD_ACCUSED', data, async () => undefined);
  expect(first.status).toBe(200);
  expect(first.body).toMatchObject({
    title: '',
    text: null,
    petitioner: { name: '*', phone: null },
    allowedEvents: [],
  });
  expect(again.headers.get('idempotency-replayed')).toBe('true');
  expect(again.body).toEqual(first.body);
});

it('not a complaint about somebody else: the answer names them once', async () => {
  const id = await petitionAt(system.client, 'handling');
  const data = { add: [{ name: '某某公司', outside: true }] };
  const { first, again } = await sendTwice('ll.rsz', id, 'ADD_ACCUSED', data, async () => undefined);
  expect(first.body.text).toBe(FORM.text);
  expect(first.body.accused).toEqual([{ number: 1, unit: null, outside: true, unknown: false, name: '某某公司' }]);
  expect(again.body).toEqual(first.body);
});
