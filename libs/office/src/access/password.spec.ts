import { hashPassword, verifyPassword } from './password.ts';

it('knows the right password again and no other', async () => {
  const stored = await hashPassword('pass 词');
  expect(stored).toMatch(/^scrypt\$\d+\$\d+\$\d+\$[\w+/=]+\$[\w+/=]+$/);
  expect(await verifyPassword('pass 词', stored)).toBe(true);
  expect(await verifyPassword('pass', stored)).toBe(false);
});

it('never stores the same password twice in the same way', async () => {
  expect(await hashPassword('same')).not.toBe(await hashPassword('same'));
});
