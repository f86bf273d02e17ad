import type { LocalDate } from '@huiyin/domain';
import type { PetitionContext, RecordedEvent } from '@huiyin/workflow';
import { namedIn } from '@huiyin/workflow/contract';
import type { Pool } from 'pg';
import type { Viewer } from '../access/viewer.ts';
import { binder, visibleTo } from '../access/visibility.ts';

/** What of other petitions bears on one. */
export interface Relatives {
  /** Ids of those it is linked to that the viewer may know of. */
  readonly known: ReadonlySet<string>;
  /** Of the one it is merged into: who handles it, and since when an opinion on it is approved. */
  readonly lead: { readonly unit: string | null; readonly approvedOn: LocalDate | null } | null;
}

export const NO_RELATIVES: Relatives = { known: new Set(), lead: null };

/** The other petition that an event names. */
export function namedBy({ type, data }: RecordedEvent): string | null {
  return namedIn(type, data, 'petition', 'lead', 'link')[0] ?? null;
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

/** Looks up what of other petitions bears on one. */
export class RelativesReader {
  constructor(private readonly pool: Pool) {}

  /** @param mergedInto id of the petition it is handled together with */
  async of(viewer: Viewer, linked: readonly string[], mergedInto: string | null): Promise<Relatives> {
    const ids = mergedInto === null ? linked : [...linked, mergedInto];
    return { known: await this.knownAmong(viewer, ids), lead: await this.leadOf(mergedInto) };
  }

  private async knownAmong(viewer: Viewer, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const values: unknown[] = [ids];
    const visible = visibleTo(viewer, binder(values));
    const text = `SELECT c.id FROM petition_case c JOIN petition p ON p.case_id = c.id
                  WHERE c.id = ANY($1::uuid[]) AND ${visible}`;
    const { rows } = await this.pool.query<{ id: string }>(text, values);
    return new Set(rows.map(({ id }) => id));
  }

  /** Where the handling goes on: that petition may by now be merged into yet another. */
  private async leadOf(mergedInto: string | null): Promise<Relatives['lead']> {
    const passed = new Set<string>();
    let lead: PetitionContext | null = null;
    for (let id = mergedInto; id !== null && !passed.has(id); id = lead?.mergedInto ?? null) {
      passed.add(id);
      lead = await this.contextOf(id);
    }
    if (!lead) return null;
    // What was withdrawn or handed over is not decided, however far it had come.
    const { unit, closing, round } = lead;
    const counts = closing === null || ['concluded', 'onFile'].includes(closing.how);
    return { unit, approvedOn: counts ? round.approvedOn : null };
  }

  /** For the system's own checks, never for showing: hence without the rule of visibility. */
  private async contextOf(id: string): Promise<PetitionContext | null> {
    const text = `SELECT snapshot->'context' AS context FROM petition_case WHERE id = $1`;
    const { rows } = await this.pool.query<{ context: PetitionContext }>({ name: 'context-of', text, values: [id] });
    return rows[0]?.context ?? null;
  }
}
