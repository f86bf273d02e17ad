import { hash as argon2 } from '@node-rs/argon2';
import { randomBytes, scryptSync } from 'node:crypto';
import { AccountView, SessionView } from '@huiyin/workflow/contract';
import { startSystem } from '../support/system.ts';
import type { System } from '../support/system.ts';
import { expectInvalid, expectProblem } from './problem.ts';
import { expectStatus } from './procedure.ts';
import { ask } from './witness.ts';

let system: System;
beforeAll(async () => (system = await startSystem({ workers: 0 })));
afterAll(() => system.stop());

const login = (username: unknown, password: unknown = 'huiyin-demo') =>
  system.client.call(null, 'POST', '/v1/session', { body: { username, password } });
const whoAmI = (authorization: string) =>
  system.client.call(null, 'GET', '/v1/session', { headers: { authorization } });

it('logs in, says who I am, and logs out', async () => {
  const answer = expectStatus(await login('ll.mayor'), 201);
  expect(SessionView.parse(answer.body)).toEqual(answer.body);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const { token, expiresAt, account } = answer.body;
  expect(account).toEqual({
    username: 'll.mayor',
    name: '柳林镇 镇长',
    unit: { code: 'ys-qh-ll', name: '柳林镇' },
    roles: ['leader'],
  });
  expect(Date.parse(expiresAt)).toBeGreaterThan(Date.now());
  for (const scheme of ['Bearer', 'bearer']) {
    const me = expectStatus(await whoAmI(`${scheme} ${token}`), 200).body;
    expect(me).toEqual(account);
    expect(AccountView.parse(me)).toEqual(me);
  }
  const headers = { authorization: `Bearer ${token}` };
  const out = await system.client.call(null, 'DELETE', '/v1/session', { headers });
  expect(out).toMatchObject({ status: 204, body: '' });
  expectProblem(await whoAmI(`Bearer ${token}`), 401, 'unauthorized');
});

it('stores neither password nor token', async () => {
  const { token } = (await login('ll.tw')).body;
  const rows = await ask(
    system.databaseUrl,
    'SELECT s::text AS kept FROM session s UNION ALL SELECT a::text FROM account a',
  );
  const kept = JSON.stringify(rows);
  for (const secret of [token, 'huiyin-demo']) expect(kept).not.toContain(secret);
});

it('says the same of a wrong password and an unknown name', async () => {
  const wrong = await login('ll.mayor', 'wrong');
  const unknown = await login('nobody', 'wrong');
  for (const answer of [wrong, unknown]) expectProblem(answer, 401, 'unauthorized');
  expect(wrong.body).toEqual(unknown.body);
});

it('makes an account wait after ten wrong passwords, even with the right one, and no other account', async () => {
  for (let n = 0; n < 10; n++) expectProblem(await login('ll.cjb', `guess ${n}`), 401, 'unauthorized');
  const answer = await login('ll.cjb');
  expectProblem(answer, 429, 'too-many-requests');
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  expectStatus(await login('ll.hbz'), 201);
});

it('looks at ten wrong passwords, however many come at once', async () => {
  const guesses = await Promise.all(Array.from({ length: 30 }, (_, n) => login('ll.rsz', `guess ${n}`)));
  const answered = (status: number) => guesses.filter((guess) => guess.status === status).length;
  expect([answered(401), answered(429)]).toEqual([10, 20]);
});

it('counts no right password, however often it comes', async () => {
  const together = await Promise.all(Array.from({ length: 40 }, () => login('ll.zrs')));
  for (const answer of [...together, await login('ll.zrs')]) expectStatus(answer, 201);
});

it.each([
  ['no token', 'Bearer '],
  ['a made-up token', 'Bearer AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'],
  ['another scheme', 'Basic bGwubWF5b3I6aHVpeWluLWRlbW8='],
  ['two tokens', 'Bearer a, Bearer b'],
  ['a very long token', `Bearer ${'a'.repeat(5000)}`],
])('knows nobody by %s', async (_, authorization) => {
  expectProblem(await whoAmI(authorization), 401, 'unauthorized');
});

it('forgets a session whose time is over, and an account that is disabled', async () => {
  const { token } = (await login('ll.nyb')).body;
  await ask(system.databaseUrl, `UPDATE session SET expires_at = now() WHERE username = 'll.nyb'`);
  expectProblem(await whoAmI(`Bearer ${token}`), 401, 'unauthorized');
  const second = (await login('ll.nyb')).body;
  await ask(system.databaseUrl, `UPDATE account SET disabled_at = now() WHERE username = 'll.nyb'`);
  expectProblem(await whoAmI(`Bearer ${second.token}`), 401, 'unauthorized');
  expectProblem(await login('ll.nyb'), 401, 'unauthorized');
});

it.each([
  [{}, ['/username', '/password']],
  [{ username: 'x' }, ['/password']],
  [{ username: '', password: 5 }, ['/username', '/password']],
  [{ username: 'x', password: 'x'.repeat(1001) }, ['/password']],
  [{ username: 'x', password: 'x', admin: true }, ['/admin']],
])('%j', async (body, pointers) => {
  expectInvalid(await system.client.call(null, 'POST', '/v1/session', { body }), ...pointers);
});

const scrypted = (password: string) => {
  const salt = randomBytes(16);
  const key = scryptSync(password, salt, 32, { N: 1024, r: 8, p: 1 });
  return ['scrypt', 1024, 8, 1, salt.toString('base64'), key.toString('base64')].join('$');
};

it.each([
  ['by scrypt', () => scrypted('huiyin-demo')],
  ['with another cost', () => argon2('huiyin-demo', { memoryCost: 1024, timeCost: 1, parallelism: 1 })],
])('stores a password anew that was stored %s, once it is known to be right', async (_, store) => {
  const former = await store();
  const stored = async () =>
    (await ask(system.databaseUrl, `SELECT password_hash AS hash FROM account WHERE username = 'll.mzb'`)) as unknown;
  await ask(system.databaseUrl, `UPDATE account SET password_hash = '${former}' WHERE username = 'll.mzb'`);
  expectProblem(await login('ll.mzb', 'wrong'), 401, 'unauthorized');
  expect(await stored()).toEqual([{ hash: former }]);
  expectStatus(await login('ll.mzb'), 201);
  const renewed = await stored();
  expect(renewed).toEqual([{ hash: expect.stringContaining('$argon2id$v=19$m=19456,t=2,p=1$') as unknown }]);
  expectStatus(await login('ll.mzb'), 201);
  expect(await stored()).toEqual(renewed);
});
