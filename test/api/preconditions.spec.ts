import { startSystem } from '../support/system.ts';
import type { System } from '../support/system.ts';
import { expectProblem } from './problem.ts';
import { CLERK, expectStatus, petition, petitionAt, register, step } from './procedure.ts';
import { whatIsStored } from './witness.ts';

let system: System;
beforeAll(async () => (system = await startSystem({ workers: 0 })));
afterAll(() => system.stop());

const accept = (id: string, headers: Record<string, string>, user = CLERK) =>
  system.client.call(user, 'POST', `/v1/petitions/${id}/events`, { body: { type: 'ACCEPT' }, headers });

describe('ten clients send the same event on the same version', () => {
  it.each(Array.from({ length: 5 }, (_, round) => round + 1))('one wins, round %i', async () => {
    const { id } = await register(system.client);
    const answers = await Promise.all(Array.from({ length: 10 }, () => accept(id, { 'if-match': '"1"' })));
    const won = answers.filter(({ status }) => status === 200);
    const lost = answers.filter(({ status }) => status !== 200);
    expect(won).toHaveLength(1);
    for (const answer of lost) expectProblem(answer, 412, 'stale-version');
    expect(await petition(system.client, id)).toEqual(won[0]?.body);
    expect((await system.client.get(CLERK, `/v1/petitions/${id}/history`)).body.items).toHaveLength(2);
  });
});

it('lets one of two different events win', async () => {
  const { id } = await register(system.client);
  const withdraw = { type: 'WITHDRAW', data: { inWriting: true } };
  const path = `/v1/petitions/${id}/events`;
  const answers = await Promise.all([
    accept(id, { 'if-match': '"1"' }),
    system.client.call(CLERK, 'POST', path, { body: withdraw, headers: { 'if-match': '"1"' } }),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
});

describe('a write needs the version it rests on', () => {
  it.each([
    ['absent', {}],
    ['any', { 'if-match': '*' }],
  ])('%s', async (_, headers: Record<string, string>) => {
    const { id } = await register(system.client);
    const before = await whatIsStored(system.databaseUrl);
    expectProblem(await accept(id, headers), 428, 'precondition-required');
    expect(await whatIsStored(system.databaseUrl)).toEqual(before);
  });

  it.each([
    ['stale', '"0"'],
    ['of the future', '"99"'],
    ['weak', 'W/"1"'],
    ['without quotes', '1'],
    ['nonsense', 'abc'],
    ['empty', '""'],
    ['a list without it', '"3", W/"1"'],
  ])('%s: 412 with the current version', async (_, tag) => {
    const { id } = await register(system.client);
    const before = await whatIsStored(system.databaseUrl);
    const answer = await accept(id, { 'if-match': tag });
    expectProblem(answer, 412, 'stale-version');
    expect(answer.body.version).toBe(1);
    expect(answer.headers.get('etag')).toBe('"1"');
    expect(answer.body.detail).toContain('1');
    expect(await whatIsStored(system.databaseUrl)).toEqual(before);
  });

  it('a list with it', async () => {
    const { id } = await register(system.client);
    expectStatus(await accept(id, { 'if-match': '"7", "1"' }), 200);
  });
});

it('gives each version an ETag of its own and the next write rests on it', async () => {
  const { id } = await register(system.client);
  const first = expectStatus(await accept(id, { 'if-match': '"1"' }), 200);
  expect(first.headers.get('etag')).toBe('"2"');
  const read = await system.client.get(CLERK, `/v1/petitions/${id}`);
  expect(read.headers.get('etag')).toBe('"2"');
  expect(read.headers.get('vary')).toMatch(/authorization/i);
  expect(read.headers.get('cache-control')).toMatch(/private/);
});

it.each([
  ['the same', (etag: string) => etag],
  ['weakly the same', (etag: string) => `W/${etag}`],
  ['one of several', (etag: string) => `"0", ${etag}`],
  ['any', () => '*'],
])('answers 304 to If-None-Match with %s version', async (_, tag) => {
  const id = await petitionAt(system.client, 'handling');
  const etag = `"${(await petition(system.client, id)).version}"`;
  const headers = { 'if-none-match': tag(etag) };
  const answer = await system.client.call(CLERK, 'GET', `/v1/petitions/${id}`, { headers });
  expect(answer).toMatchObject({ status: 304, body: '' });
  expect(answer.headers.get('etag')).toBe(etag);
  await step(system.client, id, 'll.rsz', 'HEAR');
  const later = await system.client.call(CLERK, 'GET', `/v1/petitions/${id}`, { headers: { 'if-none-match': etag } });
  expect(later.status).toBe(200);
});

it('says what stands in the way of an event, and what may be done instead', async () => {
  const id = await petitionAt(system.client, 'handling');
  const answer = await system.client.send('ll.rsz', id, 'ISSUE_OPINION', {
    ...{ outcome: 'reject', request: '甲', facts: '乙', decision: '丙', legalBasis: '丁' },
  });
  expectProblem(answer, 409, 'event-not-accepted');
  expect(answer.body).toMatchObject({
    event: 'ISSUE_OPINION',
    state: 'handling.working.onTime',
    refusedBy: ['heard', 'investigated'],
    detail: expect.stringMatching(/听取.*调查/),
  });
  expect(answer.body.allowedEvents).toEqual(expect.arrayContaining(['HEAR', 'INVESTIGATE']));
  const english = await system.client.send('ll.rsz', id, 'GIVE_NOTICE', {}, { 'accept-language': 'en-GB' });
  expectProblem(english, 409, 'event-not-accepted');
  expect(english.body).toMatchObject({ title: expect.stringMatching(/^[\x20-\x7e]+$/), refusedBy: [] });
  expect(english.body.detail).toContain("'handling'");
});
