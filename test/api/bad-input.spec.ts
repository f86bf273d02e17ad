import { addDays, dateOf } from '@huiyin/domain';
import { startSystem } from '../support/system.ts';
import type { System } from '../support/system.ts';
import { expectInvalid, expectProblem } from './problem.ts';
import { CLERK, FORM, HANDLER, petitionAt } from './procedure.ts';
import { ask, whatIsStored } from './witness.ts';

let system: System;
/** One petition waiting for its transfer, one being handled. */
let routing: string;
let handling: string;
let before: object | undefined;

beforeAll(async () => {
  system = await startSystem({ workers: 0 });
  routing = await petitionAt(system.client, 'routing.transferring');
  handling = await petitionAt(system.client, 'handling');
  before = await whatIsStored(system.databaseUrl);
});
afterEach(async () => expect(await whatIsStored(system.databaseUrl)).toEqual(before));
afterAll(() => system.stop());

const post = (body: unknown, headers: Record<string, string> = {}) =>
  system.client.call(CLERK, 'POST', '/v1/petitions', { body, headers });
const registering = (changes: object) => post({ ...FORM, ...changes });

describe('the form of a registration', () => {
  const MB = '长'.repeat(340_000);

  it.each<[string, object, string[]]>([
    ['a number for a title', { title: 5 }, ['/title']],
    ['an empty title', { title: ' 　\t' }, ['/title']],
    ['a title of 1 MB', { title: MB }, ['/title']],
    ['a text of 1 MB', { text: MB }, ['/text']],
    ['null for a text', { text: null }, ['/text']],
    ['an unknown channel', { channel: 'pigeon' }, ['/channel']],
    ['a channel that objects have', { channel: 'constructor' }, ['/channel']],
    ['an unknown purpose', { purpose: ['appeal'] }, ['/purpose']],
    ['an unknown field', { stage: 'closed' }, ['/stage']],
    ['an unknown field with a slash', { 'a/b~c': 1 }, ['/a~1b~0c']],
    ['a person that is a string', { petitioner: '秦某' }, ['/petitioner']],
    ['a person without a name', { petitioner: {} }, ['/petitioner/name']],
    ['an unknown field of a person', { petitioner: { name: '秦', masked: false } }, ['/petitioner/masked']],
    ['a telephone number that is none', { petitioner: { name: '秦', phone: 'call me' } }, ['/petitioner/phone']],
    ['a group of none', { groupSize: 0 }, ['/groupSize']],
    ['half a person', { groupSize: 1.5 }, ['/groupSize']],
    ['a group in words', { groupSize: '12' }, ['/groupSize']],
    ['more people than there are', { groupSize: 1e300 }, ['/groupSize']],
    ['truth in words', { confidential: 'yes' }, ['/confidential']],
    ['an unknown place', { place: 'ys-qh-nowhere' }, ['/place']],
    ['a date that does not exist', { receivedOn: '2026-02-30' }, ['/receivedOn']],
    ['a date in another order', { receivedOn: '01/02/2026' }, ['/receivedOn']],
    ['a date before all law', { receivedOn: '0000-01-01' }, ['/receivedOn']],
    [
      'six representatives at a visit',
      { channel: 'visit', representatives: Array(6).fill({ name: '甲' }) },
      ['/representatives'],
    ],
    ['a bad representative', { representatives: [{ name: '甲' }, { name: '' }] }, ['/representatives/1/name']],
    ['a crowd of the accused', { accused: Array(51).fill('某') }, ['/accused']],
    ['several at once', { title: '', place: 7, extra: 1 }, ['/extra', '/place', '/title']],
  ])('%s', async (_, changes, pointers) => {
    expectInvalid(await registering(changes), ...pointers);
  });

  it('a day that has not come', async () => {
    const tomorrow = addDays(dateOf(await system.client.now()), 1);
    expectInvalid(await registering({ receivedOn: tomorrow, place: 'nowhere' }), '/place', '/receivedOn');
  });

  it.each([['[]'], ['"text"'], ['7'], ['true']])('%s instead of an object', async (body) => {
    expectInvalid(await post(body), '');
  });

  it.each([['{}'], ['null'], ['']])('nothing: %s', async (body) => {
    expectInvalid(await post(body), '/channel', '/purpose', '/title', '/text', '/petitioner', '/place');
  });

  it('says what is wrong in Chinese, or in English when asked', async () => {
    const { body: zh } = await registering({ title: 5, extra: 1, place: 'nowhere' });
    for (const { detail } of zh.errors) expect(detail).toMatch(/\p{Script=Han}/u);
    for (const changes of [
      { title: 5, extra: 1 },
      { place: 'nowhere', receivedOn: '2999-01-01' },
    ]) {
      const { body: en } = await post({ ...FORM, ...changes }, { 'accept-language': 'en' });
      for (const { detail } of [en, ...en.errors]) expect(detail).toMatch(/^[\x20-\x7e≥≤"]+$/);
    }
  });
});

describe('bodies that cannot be read', () => {
  const bytes = (...parts: (string | number[])[]) =>
    Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part)] : part)));
  const whole = JSON.stringify(FORM);

  it.each<[string, string | Uint8Array]>([
    ['broken JSON', '{"title": '],
    ['something after the JSON', `${whole}}`],
    ['broken UTF-8', bytes('{"title":"', [0xff, 0xfe, 0xc0], '"}')],
    ['half a character', bytes('{"title":"', [0xe4, 0xb8], '"}')],
    ['a surrogate in UTF-8', bytes('{"title":"', [0xed, 0xa0, 0x80], '"}')],
    ['GBK', bytes('{"title":"', [0xc2, 0xb7, 0xb5, 0xc6], '"}')],
    ['NUL in a text', JSON.stringify({ ...FORM, text: 'a\0b' })],
    ['NUL in a name', JSON.stringify({ ...FORM, petitioner: { name: '\0' } })],
    ['NUL in a key', JSON.stringify({ ...FORM, ['a\0b']: 1 })],
    ['a lone surrogate', whole.replace('路灯', '\\ud842')],
    ['a lone surrogate, the other half', whole.replace('路灯', '\\udfb7')],
    ['__proto__', '{"__proto__": {"admin": true}}'],
    ['__proto__ further down', '{"petitioner": {"__proto__": {"name": "x"}}}'],
    ['constructor.prototype', '{"constructor": {"prototype": {"admin": true}}}'],
    ['a thousand arrays in each other', `{"title": ${'['.repeat(1000)}${']'.repeat(1000)}}`],
    ['half a million arrays in each other', `${'['.repeat(500_000)}${']'.repeat(500_000)}`],
    ['a hundred thousand objects in each other', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
  ])('%s', async (_, body) => {
    expectProblem(await post(body), 400, 'malformed-request');
  });

  it('takes a byte order mark for what it is', async () => {
    expectInvalid(
      await post(bytes([0xef, 0xbb, 0xbf], '{"title": 5}')),
      ...['/channel', '/purpose', '/title', '/text', '/petitioner', '/place'],
    );
  });

  it('more than 1 MiB', async () => {
    expectProblem(await post(JSON.stringify({ ...FORM, text: 'x'.repeat(1024 * 1024) })), 413, 'payload-too-large');
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'nonsense',
  ])('as %s', async (type) => {
    expectProblem(await post(whole, { 'content-type': type }), 415, 'unsupported-media-type');
  });
});

describe('events', () => {
  const event = (body: unknown, id = routing, user = CLERK) =>
    system.client.get(user, `/v1/petitions/${id}`).then(({ headers }) =>
      system.client.call(user, 'POST', `/v1/petitions/${id}/events`, {
        body,
        headers: { 'if-match': headers.get('etag') ?? '' },
      }),
    );

  it.each([
    ...['xstate.after.TRANSFER_DUE.petition.routing.transferring.within1', 'xstate.after.HANDLING_DUE', 'HANDLING_DUE'],
    ...['xstate.init', 'xstate.done.state.petition.followUp', 'xstate.stop', '*', '', 'accept', ' ACCEPT', 'ACCEPT\n'],
    ...['toString', '__proto__', 'constructor', 'REGISTER', 'A'.repeat(1000)],
  ])('nobody sends %j', async (type) => {
    expectInvalid(await event({ type }), '/type');
  });

  it('nobody sends a timer that waits just now', async () => {
    const timers = await ask<{ name: string }>(
      system.databaseUrl,
      `SELECT name FROM case_timer WHERE case_id = $1 AND status = 'armed'`,
      [routing],
    );
    expect(timers.length).toBeGreaterThan(0);
    for (const { name } of timers) expectInvalid(await event({ type: name }), '/type');
  });

  it('that are not for now are refused with what is', async () => {
    const answer = await event({ type: 'ACCEPT', data: {} });
    expectProblem(answer, 409, 'event-not-accepted');
    expect(answer.body).toMatchObject({ event: 'ACCEPT', state: expect.stringMatching(/^routing\.transferring/) });
    expect(answer.body.allowedEvents).toContain('TRANSFER');
  });

  it.each<[string, unknown, string[]]>([
    ['no type', {}, ['/type']],
    ['a type that is no string', { type: ['ACCEPT'] }, ['/type']],
    ['a field beside data', { type: 'ACCEPT', by: { account: 'admin' } }, ['/by']],
    ['data that are an array', { type: 'ACCEPT', data: [] }, ['/data']],
    ['data that are null', { type: 'ACCEPT', data: null }, ['/data']],
    ['data where there are none', { type: 'ACCEPT', data: { now: 0 } }, ['/data/now']],
    ['a name every object has', { type: 'ACCEPT', data: { toString: 1 } }, ['/data/toString']],
    ['no unit', { type: 'TRANSFER' }, ['/data/unit']],
    ['an unknown unit', { type: 'TRANSFER', data: { unit: 'ys-nowhere' } }, ['/data/unit']],
    ['an unknown mode', { type: 'TRANSFER', data: { unit: 'ys-qh-ll-rsz', mode: '抄送' } }, ['/data/mode']],
    ['a ground the law does not know', { type: 'REFUSE', data: { basis: 'no-time' } }, ['/data/basis']],
    ['a ground that objects have', { type: 'REFUSE', data: { basis: 'constructor' } }, ['/data/basis']],
    [
      'a way to another organ, but not to which',
      { type: 'ROUTE_TRACK', data: { track: 'arbitration' } },
      ['/data/organ'],
    ],
    ['a withdrawal by word of mouth', { type: 'WITHDRAW', data: { inWriting: false } }, ['/data/inWriting']],
    [
      'a statement of 1 MB',
      { type: 'WITHDRAW', data: { inWriting: true, statement: 'x'.repeat(1e6) } },
      ['/data/statement'],
    ],
  ])('%s', async (_, body, pointers) => {
    expectInvalid(await event(body), ...pointers);
  });

  it.each<[string, unknown, string[]]>([
    ['31 days', { type: 'REQUEST_EXTENSION', data: { days: 31, reason: '难' } }, ['/data/days']],
    ['no reason', { type: 'REQUEST_EXTENSION', data: { days: 3 } }, ['/data/reason']],
    [
      'an opinion of one part',
      { type: 'ISSUE_OPINION', data: { outcome: 'support' } },
      ['/data/decision', '/data/facts', '/data/legalBasis', '/data/request'],
    ],
    ['somebody who is not there', { type: 'ASSIGN', data: { assignee: 'nobody' } }, ['/data/assignee']],
    ['somebody of another office', { type: 'ASSIGN', data: { assignee: 'll.hbz' } }, ['/data/assignee']],
  ])('while handling: %s', async (_, body, pointers) => {
    expectInvalid(await event(body, handling, HANDLER), ...pointers);
  });
});
