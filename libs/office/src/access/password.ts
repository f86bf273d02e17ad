import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(scrypt) as (
  password: string,
  salt: Buffer,
  length: number,
  options: object,
) => Promise<Buffer>;

interface Cost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** scrypt at the strength OWASP asks for: N = 2^15, r = 8, p = 3, which needs 32 MiB for each login under way. */
const COST: Cost = { N: 2 ** 15, r: 8, p: 3 };
const KEY_BYTES = 32;

/** `scrypt$N$r$p$salt$key`, so that the cost can be raised without breaking stored passwords. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password.normalize('NFKC'), salt, KEY_BYTES, withMemory(COST));
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64'), key.toString('base64')].join('$');
}

export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const [salt, key] = stored.split('$').slice(4);
  const expected = Buffer.from(key ?? '', 'base64');
  const cost = withMemory(costOf(stored));
  const given = await derive(password.normalize('NFKC'), Buffer.from(salt ?? '', 'base64'), expected.length, cost);
  return timingSafeEqual(given, expected);
}

/** Whether a stored password takes less work to guess than one that is stored now. */
export function isTooWeak(stored: string): boolean {
  return workOf(costOf(stored)) < workOf(COST);
}

function costOf(stored: string): Cost {
  const [N = 0, r = 0, p = 0] = stored.split('$').slice(1, 4).map(Number);
  return { N, r, p };
}

const workOf = ({ N, r, p }: Cost): number => N * r * p;

/** scrypt takes 128 × N × r bytes and refuses more than it is allowed; twice that leaves room for the rest. */
const withMemory = (cost: Cost) => ({ ...cost, maxmem: 256 * cost.N * cost.r });
