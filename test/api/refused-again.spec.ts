// A refusal is the answer to its request like any other: the same request is told it again, whatever has become of the
// petition since, and is never done later.
import { upload, PHOTOS } from './files.ts';
import { expectProblem } from './problem.ts';
import { CLERK, expectStatus, HANDLER, LEADER, petition, petitionAt, register, step, take } from './procedure.ts';
import { answered, handled, startTownship } from './township.ts';
import type { Township } from './township.ts';

let township: Township;
beforeAll(async () => (township = await startTownship()));
afterAll(() => township.stop());

/** The same request, as often as it is sent; without a version where none is given. */
function request(user: string, id: string, type: string, data: object, version: number | null) {
  const ifMatch = (named: number | null) => (named === null ? {} : { 'if-match': `"${named}"` });
  return (named: number | null = version) =>
    township.client.call(user, 'POST', `/v1/petitions/${id}/events`, {
      body: { type, data },
      headers: { 'idempotency-key': `${type}-${id}`, ...ifMatch(named) },
    });
}

/** An event that nobody takes before the notice is given. */
async function refusedHearing() {
  const id = await petitionAt(township.client, 'routing.noticing');
  const { version } = await petition(township.client, id, HANDLER);
  const send = request(HANDLER, id, 'HEAR', { method: 'phone', summary: '打过电话' }, version);
  const first = await send();
  expectProblem(first, 409, 'event-not-accepted');
  expect(first.headers.has('idempotency-replayed')).toBe(false);
  return { id, send, first };
}

const takeOutOfSight = (id: string) => step(township.client, id, CLERK, 'ADD_ACCUSED', { add: ['ys-qh-ll-rsz'] });

it('with the state it was refused in, although the petition has moved on', async () => {
  const { id, send, first } = await refusedHearing();
  await step(township.client, id, HANDLER, 'GIVE_NOTICE');
  const again = await send();
  expectProblem(again, 409, 'event-not-accepted');
  expect(again.headers.get('idempotency-replayed')).toBe('true');
  const { allowedEvents, ...said } = again.body;
  expect({ ...first.body, ...said }).toEqual(first.body);
  expect(said.state).toMatch(/^routing\.noticing/);
  expect(allowedEvents).toContain('INVESTIGATE'); // what may be done now is told as of now
});

it('where it is out of the caller’s sight, without a word on what it is like today', async () => {
  const { id, send, first } = await refusedHearing();
  await takeOutOfSight(id);
  expectProblem(await township.client.get(HANDLER, `/v1/petitions/${id}`), 404, 'not-found');
  const again = await send();
  expectProblem(again, 409, 'event-not-accepted');
  expect(again.headers.get('idempotency-replayed')).toBe('true');
  expect(again.body).toEqual({ ...first.body, allowedEvents: [] });
});

it('where the repeat names no version', async () => {
  const { send, first } = await refusedHearing();
  const again = await send(null);
  expectProblem(again, 409, 'event-not-accepted');
  expect(again.body).toEqual(first.body);
});

it('where it is no longer the caller’s to send', async () => {
  const { client } = township;
  const id = await petitionAt(client, 'routing.noticing');
  const { version } = await petition(client, id, LEADER);
  const send = request(LEADER, id, 'APPROVE_OPINION', {}, version);
  const first = await send();
  expectProblem(first, 409, 'event-not-accepted');
  await step(client, id, HANDLER, 'OBJECT', { reason: '不属本单位职权' });
  await step(client, id, CLERK, 'DECIDE_OBJECTION', { upheld: true });
  const again = await send();
  expectProblem(again, 409, 'event-not-accepted');
  expect(again.body).toMatchObject({ detail: first.body.detail, state: first.body.state, refusedBy: [] });
});

it('of files as well', async () => {
  const { client } = township;
  const id = await petitionAt(client, 'handling');
  await step(client, id, HANDLER, 'RECUSE', { account: HANDLER, reason: '与信访人是亲属' });
  const { version } = await petition(client, id, HANDLER);
  const headers = { 'idempotency-key': `files-${id}`, 'if-match': `"${version}"` };
  const first = await upload(client, HANDLER, id, PHOTOS, headers);
  expectProblem(first, 409, 'event-not-accepted');
  await takeOutOfSight(id);
  const again = await upload(client, HANDLER, id, PHOTOS, headers);
  expectProblem(again, 409, 'event-not-accepted');
  expect(again.body).toEqual({ ...first.body, allowedEvents: [] });
});

describe('a merged petition', () => {
  const WAY = { lead: 'ys-qh-ll-hbz' };
  const SERVICE = { method: 'post' };

  async function merged() {
    const { client } = township;
    const [lead, id] = [(await register(client)).id as string, (await register(client)).id as string];
    const { version } = await step(client, id, CLERK, 'MERGE', { into: lead, reason: '同一路段' });
    return { lead, id, serve: request(CLERK, id, 'SERVE', SERVICE, version) };
  }

  it('that waits for the other is refused once and for all under one key, and served under the next', async () => {
    const { client } = township;
    const { lead, id, serve } = await merged();
    const first = await serve();
    expect(first.body).toMatchObject({ status: 409, refusedBy: ['leadDecided'] });
    await take(client, lead, ...handled(WAY));
    const again = await serve();
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again.body).toMatchObject({ status: 409, refusedBy: ['leadDecided'], state: first.body.state });
    await step(client, id, CLERK, 'SERVE', SERVICE);
  });

  it('that was served is said to be, although the other is handled again since', async () => {
    const { client } = township;
    const { lead, serve } = await merged();
    await take(client, lead, ...answered(WAY, 'reject'));
    const first = expectStatus(await serve(), 200);
    await step(client, lead, 'll.xfb', 'REWORK', { reason: '事实不清' });
    const again = expectStatus(await serve(), 200);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again.body).toEqual(first.body);
  });
});
