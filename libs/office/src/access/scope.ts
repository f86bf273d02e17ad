import type { Company, PetitionContext } from '@huiyin/workflow';
import { keeperOf, keptFrom } from './accused.ts';
import type { UnitTree } from './unit-tree.ts';

export interface Party {
  readonly unit: string;
  readonly role: 'registrar' | 'lead' | 'co' | 'superior' | 'recommended';
}

/** Units that take part in a case now. */
export function partiesOf({ registrar, unit, parts, round: { remedy }, recommendations }: PetitionContext): Party[] {
  const asked = recommendations.filter(({ adopted }) => adopted === null).map(({ to }) => to);
  return [
    { unit: registrar, role: 'registrar' },
    ...(unit === null ? [] : [{ unit, role: 'lead' as const }]),
    ...parts.filter(({ status }) => status !== 'excused').map((part) => ({ unit: part.unit, role: 'co' as const })),
    ...(remedy === null ? [] : [{ unit: remedy.organ, role: 'superior' as const }]),
    ...[...new Set(asked)].map((to) => ({ unit: to, role: 'recommended' as const })),
  ];
}

/**
 * Units a case is visible to: those that take part and, unless it is confidential, everything above them. Whoever took
 * over from a unit that was dissolved takes part in its place.
 */
export function scopeOf(context: PetitionContext, directory: UnitTree): string[] {
  const named = [...partiesOf(context).map((party) => party.unit), ...standIn(context, directory)];
  const parties = named.flatMap((unit) => directory.withHeirs(unit));
  const visible = context.facts.confidential ? parties : parties.flatMap((unit) => directory.pathOf(unit));
  return [...new Set(visible)].sort();
}

/** For a registrar who is complained about, or whose government is; without it nobody at all would see the case. */
function standIn(context: PetitionContext, directory: UnitTree): string[] {
  const keeper = keeperOf(context.registrar, keptFrom(context, directory), directory);
  return keeper === null || keeper === context.registrar ? [] : [keeper];
}

/** Rewrites who sees a case, with the step that changed its parties. */
export function scopeRows(units: readonly string[]): Company {
  return { name: 'scope', parts: scopeParts, values: [units] };
}

/** The parts of a statement that writes cases; the one placeholder is the units. */
export const scopeParts = (first: number) => `
  unseen AS (
    DELETE FROM case_scope USING moved WHERE case_id = moved.id AND unit <> ALL($${first}::text[])),
  seen AS (
    INSERT INTO case_scope (unit, case_id) SELECT unit, moved.id FROM moved, unnest($${first}::text[]) AS unit
    ON CONFLICT DO NOTHING)`;

/** Rewrites from whom a case is kept, with the step that changed it. */
export function keptFromRows(units: readonly string[]): Company {
  return {
    name: 'kept-from',
    parts: (first) => `
  kept AS (UPDATE petition SET kept_from = $${first}::text[] FROM moved WHERE case_id = moved.id)`,
    values: [units],
  };
}
