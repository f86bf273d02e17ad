import { partiesOf } from '@huiyin/workflow';
import type { PetitionContext } from '@huiyin/workflow';
import { keeperOf, keptFrom } from './accused.ts';
import type { UnitTree } from './unit-tree.ts';

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

/** Rewrites who sees the cases, with the step that changed their parties. */
export const SCOPE = (rows: string) => `
  showing AS (
    SELECT s.* FROM json_to_recordset(${rows}::json) AS s(case_id uuid, units text[])
    JOIN moved ON moved.id = s.case_id),
  unseen AS (
    DELETE FROM case_scope AS c USING showing AS s WHERE c.case_id = s.case_id AND c.unit <> ALL(s.units)),
  seen AS (
    INSERT INTO case_scope (unit, case_id) SELECT unit, s.case_id FROM showing AS s, unnest(s.units) AS unit
    ON CONFLICT DO NOTHING)`;

/** Rewrites from whom the petitions are kept, with the step that changed it. */
export const KEPT_FROM = (rows: string) => `
  kept AS (
    UPDATE petition AS p SET kept_from = k.units
    FROM json_to_recordset(${rows}::json) AS k(case_id uuid, units text[]) JOIN moved ON moved.id = k.case_id
    WHERE p.case_id = k.case_id)`;
