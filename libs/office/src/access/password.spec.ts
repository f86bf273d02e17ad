import { hashPassword, isTooWeak, verifyPassword } from './password.ts';

it('knows the right password again and no other', async () => {
  const stored = await hashPassword('pass 词');
  expect(stored).toMatch(/^scrypt\$\d+\$\d+\$\d+\$[\w+/=]+\$[\w+/=]+$/);
  expect(await verifyPassword('pass 词', stored)).toBe(true);
  expect(await verifyPassword('pass', stored)).toBe(false);
});

it('never stores the same password twice in the same way', async () => {
  expect(await hashPassword('same')).not.toBe(await hashPassword('same'));
});

it.each([
  ['what is stored now', null, false],
  ['a third of the work', 'scrypt$32768$8$1$c2FsdA==$a2V5', true],
  ['as much work with more memory', 'scrypt$131072$8$1$c2FsdA==$a2V5', false],
])('is to be stored anew: %s', async (_, stored, isWeak) => {
  expect(isTooWeak(stored ?? (await hashPassword('x')))).toBe(isWeak);
});
