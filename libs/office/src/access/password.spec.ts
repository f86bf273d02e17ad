import { hash } from '@node-rs/argon2';
import { scryptSync } from 'node:crypto';
import { hashPassword, isOutdated, verifyPassword } from './password.ts';

const PASSWORD = 'pass 词';
const scrypted = (N: number, r: number, p: number) => {
  const key = scryptSync(PASSWORD, 'salt', 32, { N, r, p, maxmem: 256 * N * r });
  return ['scrypt', N, r, p, Buffer.from('salt').toString('base64'), key.toString('base64')].join('$');
};

it('stores argon2id at what OWASP asks for, 19 MiB and two passes', async () => {
  expect(await hashPassword(PASSWORD)).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
});

it.each([
  ['now', () => hashPassword(PASSWORD)],
  ['with another cost', () => hash(PASSWORD, { memoryCost: 1024, timeCost: 1, parallelism: 2 })],
  ['by scrypt', () => scrypted(2 ** 15, 8, 3)],
  ['by weak scrypt', () => scrypted(1024, 8, 1)],
])('knows the right password again and no other: stored %s', async (_, store) => {
  const stored = await store();
  expect(await verifyPassword(PASSWORD, stored)).toBe(true);
  expect(await verifyPassword('pass', stored)).toBe(false);
  expect(await verifyPassword('', stored)).toBe(false);
});

it('knows a password again that another keyboard composes otherwise', async () => {
  expect(await verifyPassword('e\u0301', await hashPassword('\u00e9'))).toBe(true);
});

it('never stores the same password twice in the same way', async () => {
  expect(await hashPassword('same')).not.toBe(await hashPassword('same'));
});

it.each([
  ['what is stored now', () => hashPassword('x'), false],
  ['less memory', () => hash('x', { memoryCost: 1024, timeCost: 2, parallelism: 1 }), true],
  ['more passes', () => hash('x', { memoryCost: 19_456, timeCost: 3, parallelism: 1 }), true],
  ['argon2i', () => '$argon2i$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0$a2V5', true],
  ['strong scrypt', () => 'scrypt$131072$8$1$c2FsdA==$a2V5', true],
])('is to be stored anew: %s', async (_, store, isOld) => {
  expect(isOutdated(await store())).toBe(isOld);
});
