import { createHash, randomBytes } from 'node:crypto';
import type { Instant } from '@huiyin/domain';
import type { AnyMachineSnapshot } from 'xstate';
import type {
  CaseRecord,
  EngineContext,
  EntryKind,
  HistoryEntry,
  Moved,
  PersonalText,
  RecordedActor,
  RecordedEvent,
  StepActions,
} from './model.ts';

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

/** An event as it was said, with the text about persons set apart. */
export interface SpokenEvent {
  readonly type: string;
  readonly data: object;
  readonly personal: Readonly<Record<string, unknown>>;
}

/** An event as the history keeps it, and the text about persons beside it. */
export interface SealedEvent {
  readonly event: RecordedEvent;
  readonly personal: PersonalText | undefined;
}

/** @param salt of the seal; random unless given */
export function sealed({ type, data, personal }: SpokenEvent, salt?: string): SealedEvent {
  if (Object.keys(personal).length === 0) return { event: { type, data }, personal: undefined };
  const made = seal(personal, salt);
  return { event: { type, data, sealed: made.sealed }, personal: { salt: made.salt, body: personal } };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * Canonical JSON (RFC 8785) of a value as the database would give it back: undefined members dropped. The standard asks
 * for what JSON.stringify does with numbers and texts, and for members sorted by UTF-16 code units, as sort() does.
 * By hand, because every line of every history goes through it in each audit; canonical.spec.ts compares it with a library.
 */
export function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const object = value as Readonly<Record<string, unknown>>;
  let members = '';
  for (const key of Object.keys(object).sort()) {
    const member = object[key];
    if (member !== undefined) members += `${members && ','}${JSON.stringify(key)}:${canonical(member)}`;
  }
  return `{${members}}`;
}

interface Line {
  readonly kind: EntryKind;
  readonly event: RecordedEvent;
  readonly actor: RecordedActor;
  readonly at: Instant;
  readonly recordedAt: Instant;
}

/** The timers that wait after a step, and what the step asked for. */
interface Done {
  readonly armed: CaseRecord['armed'];
  readonly actions: StepActions;
}

/** The case with one more line, which is chained to the last. */
export function append<C extends EngineContext>(
  before: CaseRecord<C>,
  after: AnyMachineSnapshot,
  done: Done,
  line: Line,
): Moved<C> {
  const unhashed = {
    caseId: before.id,
    seq: before.revision + 1,
    ...line,
    from: line.kind === 'open' ? null : before.value,
    to: after.value,
    actions: done.actions,
    previous: before.head,
  };
  const entry: HistoryEntry = { ...unhashed, hash: hashEntry(unhashed) };
  const record: CaseRecord<C> = {
    ...before,
    revision: entry.seq,
    value: after.value,
    context: after.context as C,
    armed: done.armed,
    head: entry.hash,
  };
  return { record, entries: [entry] };
}
