// Passwords were stored as `scrypt$N$r$p$salt$key`. They are still read; a login stores them in today's form.
import { scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(scrypt) as (
  password: string,
  salt: Buffer,
  length: number,
  options: object,
) => Promise<Buffer>;

export const isFormer = (stored: string): boolean => stored.startsWith('scrypt$');

export async function verifyFormer(password: string, stored: string): Promise<boolean> {
  const [N = 0, r = 0, p = 0] = stored.split('$').slice(1, 4).map(Number);
  const [salt, key] = stored.split('$').slice(4);
  const expected = Buffer.from(key ?? '', 'base64');
  // scrypt takes 128 × N × r bytes and refuses more than it is allowed; twice that leaves room for the rest.
  const cost = { N, r, p, maxmem: 256 * N * r };
  const given = await derive(password, Buffer.from(salt ?? '', 'base64'), expected.length, cost);
  return timingSafeEqual(given, expected);
}
