import { z } from 'zod';
import { EVENT_NAMES, EVENTS } from './events.ts';
import type { EventType } from './events.ts';
import type { Named } from './events/naming.ts';

/** What the fields of an event say of themselves. */
export interface Fields {
  /**
   * Those that hold text about persons. Of a list whose items are only partly about persons, with the fields of an item
   * that the history may keep.
   */
  readonly personal: ReadonlyMap<string, readonly string[] | null>;
  /** Those that name a unit, a person or a petition. */
  readonly naming: readonly { readonly field: string; readonly names: Named }[];
}

interface Meta {
  readonly personal?: boolean;
  readonly keeps?: readonly string[];
  readonly names?: Named;
}

/** By the name of the event; timers and what the system itself records are not in it. */
export const FIELDS: ReadonlyMap<string, Fields> = new Map(EVENT_NAMES.map((type) => [type, fieldsOf(type)]));

function fieldsOf(type: (typeof EVENT_NAMES)[number]): Fields {
  const metas = Object.entries<z.ZodType>(EVENTS[type].data.shape).map(
    ([name, field]) => [name, metaOf(field)] as const,
  );
  return {
    personal: new Map(metas.flatMap(([name, { personal, keeps }]) => (personal ? [[name, keeps ?? null]] : []))),
    naming: metas.flatMap(([field, { names = 'nobody' }]) => (names === 'nobody' ? [] : [{ field, names }])),
  };
}

/** What a field says of itself, also where it may be left out. */
function metaOf(field: z.ZodType): Meta {
  const inner = field instanceof z.ZodOptional ? metaOf((field as z.ZodOptional<z.ZodType>).unwrap()) : {};
  return { ...inner, ...(field.meta() as Meta | undefined) };
}

/** What an event says where it names one of these. A list counts as what is in it. */
export function namedIn(type: string, data: unknown, ...which: readonly Named[]): string[] {
  const said = (data ?? {}) as Readonly<Record<string, unknown>>;
  const fields = FIELDS.get(type)?.naming.filter(({ names }) => which.includes(names)) ?? [];
  return fields.flatMap(({ field }) => said[field] ?? []).filter((each): each is string => typeof each === 'string');
}

/** To whom an event brings the matter: codes of units, and organs in words. */
export function recipientsOf(type: string, data: unknown): string[] {
  return namedIn(type, data, 'recipient', 'organ', 'organAbove');
}

/**
 * An event with the fields that may hold text about persons set apart; of a list that is only partly about persons, the rest
 * stays as well.
 */
export function apart(type: EventType, data: Readonly<Record<string, unknown>>) {
  const fields = FIELDS.get(type)?.personal;
  const personal = Object.fromEntries(Object.entries(data).filter(([field]) => fields?.has(field)));
  const plain = Object.entries(data).flatMap(([field, value]) => {
    const keeps = fields?.get(field);
    if (keeps === undefined) return [[field, value]];
    return keeps === null ? [] : [[field, (value as readonly object[]).map((item) => only(keeps, item))]];
  });
  return { type, data: Object.fromEntries(plain) as object, personal };
}

function only(fields: readonly string[], item: object): object {
  return Object.fromEntries(Object.entries(item).filter(([field]) => fields.includes(field)));
}
