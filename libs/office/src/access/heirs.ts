import type { PetitionContext } from '@huiyin/workflow';
import type { EntityManager } from 'typeorm';
import { scopeOf } from './scope.ts';
import { UNITS } from './directory.ts';
import { UnitTree } from './unit-tree.ts';
import type { UnitNode } from './unit-tree.ts';

const CONCERNED = `
  SELECT id, snapshot -> 'context' AS context FROM petition_case
  WHERE id IN (SELECT case_id FROM case_scope WHERE unit = ANY($1))`;

const REWRITE = `
  WITH given AS (SELECT s.unit, s."caseId" AS case_id FROM json_to_recordset($1) AS s(unit text, "caseId" uuid)),
    unseen AS (
      DELETE FROM case_scope c USING (SELECT DISTINCT case_id FROM given) AS g
      WHERE c.case_id = g.case_id AND NOT EXISTS (SELECT 1 FROM given WHERE case_id = c.case_id AND unit = c.unit))
  INSERT INTO case_scope (unit, case_id) SELECT unit, case_id FROM given ON CONFLICT DO NOTHING`;

/** Codes of units from which another has taken over. */
export async function succeeded(db: EntityManager): Promise<string[]> {
  return (await readUnits(db)).filter(({ successor }) => successor !== null).map(({ code }) => code);
}

/**
 * Shows the petitions of dissolved and of moved units to those that took over from them or are above them now, and no
 * longer to those that are not.
 * @param changed what `succeeded` told before the change, and the units that were moved
 */
export async function takeOver(db: EntityManager, changed: readonly string[]): Promise<void> {
  const concerned = [...new Set([...changed, ...(await succeeded(db))])];
  if (concerned.length === 0) return;
  const tree = new UnitTree(await readUnits(db));
  const cases: { id: string; context: PetitionContext }[] = await db.query(CONCERNED, [concerned]);
  const rows = cases.flatMap(({ id, context }) => scopeOf(context, tree).map((unit) => ({ unit, caseId: id })));
  await db.query(REWRITE, [JSON.stringify(rows)]);
}

function readUnits(db: EntityManager): Promise<UnitNode[]> {
  return db.query(UNITS);
}
