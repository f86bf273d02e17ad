import { hash, verify } from '@node-rs/argon2';
import { isFormer, verifyFormer } from './former-password.ts';

/**
 * argon2id, which the library uses unless told otherwise, at the strength OWASP asks for: 19 MiB of memory, two passes, one
 * lane. A login takes about 15 ms of a core, outside the event loop.
 */
const COST = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 };

/** How a password begins that is stored now. */
const NOW = `$argon2id$v=19$m=${COST.memoryCost},t=${COST.timeCost},p=${COST.parallelism}$`;

/** `$argon2id$v=19$m=…,t=…,p=…$salt$key`: the cost is stored with it, so that it can be raised without breaking any. */
export function hashPassword(password: string): Promise<string> {
  return hash(normal(password), COST);
}

export function verifyPassword(password: string, stored: string): Promise<boolean> {
  return isFormer(stored) ? verifyFormer(normal(password), stored) : verify(stored, normal(password));
}

/** Whether a stored password is of another form or another cost than one that is stored now. */
export function isOutdated(stored: string): boolean {
  return !stored.startsWith(NOW);
}

/** The same characters are the same password, however a keyboard composes them. */
const normal = (password: string): string => password.normalize('NFKC');
