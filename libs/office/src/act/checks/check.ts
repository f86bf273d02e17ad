import type { EventType } from '@huiyin/workflow/contract';
import type { Viewer } from '../../access/viewer.ts';
import type { FoundPetition } from '../../read/petitions.ts';
import { invalidInput } from '../../refusal.ts';
import type { Refusal } from '../../refusal.ts';

export type Data = Readonly<Record<string, unknown>>;

/** An event, who sends it, and of which petition. */
export interface Sent {
  readonly viewer: Viewer;
  readonly type: EventType;
  readonly data: Data;
  readonly found: FoundPetition;
}

/** A field of an event that names somebody or something: its value, and its JSON Pointer in the request. */
export interface NamedField {
  readonly value: unknown;
  readonly pointer: string;
}

/**
 * What must be true of what a field names. Nothing is returned, or what takes the place of its value.
 * @throws Refusal `invalid-input`
 */
export type Check = (field: NamedField, sent: Sent) => unknown;

/** The refusal of one field. */
export function refused({ pointer }: Pick<NamedField, 'pointer'>, zh: string, en: string): Refusal {
  return invalidInput([{ pointer, detail: { zh, en } }]);
}
