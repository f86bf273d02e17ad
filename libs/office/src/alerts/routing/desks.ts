import type { AlertPayload } from '@huiyin/workflow';
import { LEVELS } from '@huiyin/workflow/contract';
import type { Staff } from './staff.ts';

export interface Desk {
  readonly unit: string;
  /** It is the desk that was meant, or has taken over from it; not one above it. */
  readonly isOwn: boolean;
}

/**
 * A desk and those that take its place, one after the other: a unit's successor, a government's petition office, and the
 * unit above. Each comes once, so it ends in whatever circle the data lead.
 */
export function* desksFrom(unit: string, staff: Staff, isOwn = true, seen = new Set<string>()): Generator<Desk> {
  const node = staff.tree.get(unit);
  if (!node || seen.has(unit)) return;
  seen.add(unit);
  yield { unit, isOwn };
  if (node.successor !== null && staff.isDissolved(unit)) yield* desksFrom(node.successor, staff, isOwn, seen);
  const office = staff.tree.levelOf(unit) > 0 ? staff.tree.petitionOfficeOf(unit) : undefined;
  if (office && !seen.has(office.code)) {
    seen.add(office.code);
    yield { unit: office.code, isOwn: false };
  }
  if (node.parent !== null) yield* desksFrom(node.parent, staff, false, seen);
}

/** The unit that owes the act, as the alert knows it. */
export function deskOf({ desk, registrar }: Pick<AlertPayload, 'desk' | 'registrar'>): string {
  return desk ?? registrar;
}

export function governmentAbove(unit: string, { tree }: Staff): string | null {
  const above = tree.pathOf(unit).slice(0, -1).reverse();
  return above.find((code) => tree.levelOf(code) > 0) ?? null;
}

/** The petition office of the county, or whatever stands on its level; where it has none, of the next government above. */
export function countyPetitionOffice(unit: string, { tree }: Staff): string | null {
  const governments = [...tree.pathOf(unit)].reverse().filter((code) => tree.levelOf(code) >= LEVELS.county);
  const offices = governments.map((code) => tree.petitionOfficeOf(code)?.code);
  return offices.find((office) => office !== undefined) ?? null;
}
