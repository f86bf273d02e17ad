import { createHash, randomBytes } from 'node:crypto';
import { canonical } from './canonical.ts';
import type { HistoryEntry } from './model.ts';

/** Stands where the first line of a case has no predecessor. */
export const GENESIS = '0'.repeat(64);

/** SHA-256 over the line's canonical JSON (RFC 8785), its predecessor's hash included. Lateness is no part of what happened. */
export function hashEntry(entry: Omit<HistoryEntry, 'hash'>): string {
  const { recordedAt: _lateness, ...happened } = entry;
  return sha256(canonical(happened));
}

/** A digest of text about persons that proves the text later, and says nothing once the salt is erased. */
export function seal(personal: Readonly<Record<string, unknown>>, salt = randomBytes(16).toString('hex')) {
  return { salt, sealed: { fields: Object.keys(personal).sort(), digest: sha256(salt + canonical(personal)) } };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
