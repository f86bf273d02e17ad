import type { LocalDate } from '@huiyin/domain';
import type { RecordedEvent } from '@huiyin/workflow';

/** What of other petitions bears on one. */
export interface Relatives {
  /** Ids of those it is linked to that the viewer may know of. */
  readonly known: ReadonlySet<string>;
  /** Of the one it is merged into: who handles it, and since when an opinion on it is approved. */
  readonly lead: { readonly unit: string | null; readonly approvedOn: LocalDate | null } | null;
}

export const NO_RELATIVES: Relatives = { known: new Set(), lead: null };

/** Events that name another petition, and the field that does. */
const NAMING: Readonly<Record<string, string>> = { LINK: 'petition', UNLINK: 'petition', MERGE: 'into' };

/** The other petition that an event names. */
export function namedBy({ type, data }: RecordedEvent): string | null {
  const named = fieldsOf(data)[NAMING[type] ?? ''];
  return typeof named === 'string' ? named : null;
}

/** What a line of the history says, without what names a petition that the viewer may not know of. */
export function withoutUnknown(event: RecordedEvent, { known }: Relatives): Record<string, unknown> {
  const named = namedBy(event);
  const fields = fieldsOf(event.data);
  if (named === null || known.has(named)) return { ...fields };
  return Object.fromEntries(Object.keys(fields).map((field) => [field, null]));
}

/** A timer says nothing. */
function fieldsOf(data: unknown): Readonly<Record<string, unknown>> {
  return (data ?? {}) as Readonly<Record<string, unknown>>;
}
