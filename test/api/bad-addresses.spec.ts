import { startSystem } from '../support/system.ts';
import type { System } from '../support/system.ts';
import { expectInvalid, expectProblem } from './problem.ts';
import { CLERK, petitionAt } from './procedure.ts';
import { whatIsStored } from './witness.ts';

let system: System;
let routing: string;
let before: object | undefined;

beforeAll(async () => {
  system = await startSystem({ workers: 0 });
  routing = await petitionAt(system.client, 'routing.transferring');
  before = await whatIsStored(system.databaseUrl);
});
afterEach(async () => expect(await whatIsStored(system.databaseUrl)).toEqual(before));
afterAll(() => system.stop());

describe('addresses', () => {
  const nobody = '01890000-0000-7000-8000-000000000000';
  const bad = ['1', 'null', 'x'.repeat(500), '..%2f..', '%00', "'%20OR%201=1", nobody, `${nobody}0`, '%F0%A0%AE%B7'];

  it.each(bad)('no petition %s', async (id) => {
    for (const part of ['', '/allowed-events', '/history', '/clocks', '/clocks/handling/explanation']) {
      expectProblem(await system.client.get(CLERK, `/v1/petitions/${id}${part}`), 404, 'not-found');
    }
    const body = { type: 'ACCEPT' };
    const options = { body, headers: { 'if-match': '"1"' } };
    expectProblem(await system.client.call(CLERK, 'POST', `/v1/petitions/${id}/events`, options), 404, 'not-found');
  });

  it.each(['0', '-1', '1.5', '99999999999999999999', 'abc', '%00', '1%27'])('no alert %s', async (id) => {
    expectProblem(await system.client.call(CLERK, 'POST', `/v1/alerts/${id}/acknowledge`), 404, 'not-found');
  });

  it.each(['toString', '__proto__', 'xfer', '%00'])('no clock %s', async (name) => {
    const path = `/v1/petitions/${routing}/clocks/${name}/explanation`;
    expectProblem(await system.client.get(CLERK, path), 404, 'not-found');
  });

  it.each(['/v1', '/v1/nothing', '/v1/petitions/', '/admin', '/v1/petitions/x/y/z'])('nothing at %s', async (path) => {
    expectProblem(await system.client.get(CLERK, path), 404, 'not-found');
  });

  it('a path that is no URL', async () => {
    expectProblem(await system.client.get(CLERK, '/v1/petitions/%zz'), 400, 'malformed-request');
  });

  it.each(['PUT', 'PATCH', 'DELETE'])('no %s of a petition', async (method) => {
    const { status, headers } = await system.client.call(CLERK, method, `/v1/petitions/${routing}`);
    expect([404, 405]).toContain(status);
    expect(headers.get('content-type')).toBe('application/problem+json');
  });
});

describe('queries', () => {
  it.each([
    ...['limit=0', 'limit=201', 'limit=-1', 'limit=x', 'limit=1.5', 'limit=', 'limit=1&limit=2'],
    ...['cursor=', 'cursor=x', 'cursor=%00', `cursor=${'A'.repeat(201)}`],
    ...[
      `cursor=${Buffer.from('-'.repeat(36)).toString('base64url')}`,
      `cursor=${Buffer.from("1' OR 1=1").toString('base64url')}`,
    ],
    ...[
      'stage=x',
      'stage=constructor',
      'channel=pigeon',
      'overdue=yes',
      'overdue=1',
      'q=',
      'q=%20',
      'q=%00',
      'q=a%00b',
    ],
    ...['state=%00', 'tag=%00', 'unit=%00', 'assignee=%00', 'category=%00', 'code=%00', `q=${'字'.repeat(201)}`],
    ...['dueBefore=tomorrow', 'dueAfter=2026-13-01', 'dueBefore=2026-02-30', 'dueBefore=1', 'unknown=1', 'page=2'],
  ])('petitions?%s', async (query) => {
    const answer = await system.client.get(CLERK, `/v1/petitions?${query}`);
    expectInvalid(answer, `/${query.split('=')[0]}`);
  });

  it.each(['status=done', 'level=-1', 'level=x', 'level=', 'kind=x', 'petition=1', 'limit=0', 'cursor=zz', 'x=1'])(
    'alerts?%s',
    async (query) => {
      expectInvalid(await system.client.get(CLERK, `/v1/alerts?${query}`), `/${query.split('=')[0]}`);
    },
  );

  it.each(['0000-01-01', '9999-12-31', '2026-11-30T00:00:00%2B08:00', '0000-01-01T00:00:00Z'])(
    'takes any date that exists: %s',
    async (date) => {
      expect((await system.client.get(CLERK, `/v1/petitions?dueBefore=${date}`)).status).toBe(200);
    },
  );
});

describe('the clock', () => {
  it.each([{}, { now: 'tomorrow' }, { now: 5 }, { now: '2020-01-01T00:00:00Z' }, { now: '9999-12-31T23:59:59Z' }])(
    '%j',
    async (body) => {
      expectInvalid(await system.client.call('admin', 'PUT', '/v1/clock', { body }), '/now');
    },
  );
});
