import { seal } from '@huiyin/workflow';
import type { RecordedEvent } from '@huiyin/workflow';
import { FIELDS } from '@huiyin/workflow/contract';
import type { EventType } from '@huiyin/workflow/contract';

/** Something said about a case, taken apart: what the history may keep, and the text about persons beside it. */
export interface Said {
  readonly event: RecordedEvent;
  readonly personal: { readonly salt: string; readonly body: Readonly<Record<string, unknown>> } | undefined;
}

/**
 * Moves the fields that may hold personal text out of an event and leaves their seal; of a list that is only partly about
 * persons, the rest as well.
 * @param salt of the seal; random unless given
 */
export function takeApart(type: EventType, data: Readonly<Record<string, unknown>>, salt?: string): Said {
  const fields = FIELDS.get(type)?.personal;
  const personal = Object.fromEntries(Object.entries(data).filter(([field]) => fields?.has(field)));
  const plain = Object.entries(data).flatMap(([field, value]) => {
    const keeps = fields?.get(field);
    if (keeps === undefined) return [[field, value]];
    return keeps === null ? [] : [[field, (value as readonly object[]).map((item) => only(keeps, item))]];
  });
  return sealed(type, Object.fromEntries(plain) as object, personal, salt);
}

function only(fields: readonly string[], item: object): object {
  return Object.fromEntries(Object.entries(item).filter(([field]) => fields.includes(field)));
}

export function sealed(type: string, data: object, personal: Readonly<Record<string, unknown>>, salt?: string): Said {
  if (Object.keys(personal).length === 0) return { event: { type, data }, personal: undefined };
  const made = seal(personal, salt);
  return { event: { type, data, sealed: made.sealed }, personal: { salt: made.salt, body: personal } };
}
