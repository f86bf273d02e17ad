import type { AlertPayload } from '@huiyin/workflow';
import type { Staff } from './staff.ts';

const GOVERNMENTS = ['township', 'county', 'city'];

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
  const office = isGovernment(unit, staff) ? staff.tree.childOf(unit, 'petition-office') : undefined;
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
  return above.find((code) => GOVERNMENTS.includes(tree.get(code)?.kind ?? '')) ?? null;
}

export function countyPetitionOffice(unit: string, { tree }: Staff): string | null {
  const county = tree.pathOf(unit).find((code) => tree.get(code)?.kind === 'county');
  return county === undefined ? null : (tree.childOf(county, 'petition-office')?.code ?? null);
}

function isGovernment(unit: string, { tree }: Staff): boolean {
  return GOVERNMENTS.includes(tree.get(unit)?.kind ?? '');
}
