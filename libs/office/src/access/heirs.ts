import type { PetitionContext } from '@huiyin/workflow';
import type { DataSource, EntityManager } from 'typeorm';
import { BEFORE_ALL, CHUNK } from '../chunk.ts';
import { keptFrom } from './accused.ts';
import { FRESH_MS, UNITS, UnitTree } from './directory.ts';
import type { UnitNode } from './directory.ts';
import { scopeOf } from './visibility.ts';

type Querying = Pick<EntityManager, 'query'>;

interface Concerned {
  readonly id: string;
  readonly context: PetitionContext;
}

/**
 * A chunk at a time: a large office may have more petitions than fit into memory. Those that a changed unit takes part in,
 * and all that are kept from somebody or may be: who that is follows from the units. No step comes between what is read
 * here and what is written.
 */
const CONCERNED = `
  SELECT c.id, c.snapshot -> 'context' AS context FROM petition_case c JOIN petition p ON p.case_id = c.id
  WHERE c.id > $2 AND (EXISTS (SELECT 1 FROM case_scope s WHERE s.case_id = c.id AND s.unit = ANY($1))
    OR p.kept_from <> '{}' OR c.snapshot #> '{context,facts,accusedUnknown}' IS NOT NULL
    OR p.confidential AND p.place = ANY($1))
  ORDER BY c.id LIMIT $3 FOR NO KEY UPDATE OF c`;

const REWRITE = `
  WITH given AS (SELECT s.unit, s."caseId" AS case_id FROM json_to_recordset($1) AS s(unit text, "caseId" uuid)),
    unseen AS (
      DELETE FROM case_scope c USING (SELECT DISTINCT case_id FROM given) AS g
      WHERE c.case_id = g.case_id AND NOT EXISTS (SELECT 1 FROM given WHERE case_id = c.case_id AND unit = c.unit))
  INSERT INTO case_scope (unit, case_id) SELECT unit, case_id FROM given ON CONFLICT DO NOTHING`;

const KEEP = `
  UPDATE petition p SET kept_from = given.kept
  FROM json_to_recordset($1) AS given("caseId" uuid, kept text[])
  WHERE p.case_id = given."caseId" AND p.kept_from <> given.kept`;

/** Codes of units from which another has taken over. */
export async function succeeded(db: Querying): Promise<string[]> {
  return (await readUnits(db)).filter(({ successor }) => successor !== null).map(({ code }) => code);
}

/**
 * Shows the petitions of dissolved and of moved units to those that took over from them or are above them now, and no
 * longer to those that are not; and keeps those against them from whoever took over (信访工作条例 Art. 30 ¶3).
 * @param changed what `succeeded` told before the change, and the units that are elsewhere or of another kind
 */
export async function takeOver(db: Querying, changed: readonly string[]): Promise<void> {
  const concerned = [...new Set([...changed, ...(await succeeded(db))])];
  if (concerned.length === 0) return;
  const tree = new UnitTree(await readUnits(db));
  for (let after: string | undefined = BEFORE_ALL; after !== undefined;) {
    const cases: Concerned[] = await db.query(CONCERNED, [concerned, after, CHUNK]);
    await rewrite(db, cases, tree);
    after = cases.length === CHUNK ? cases[CHUNK - 1]?.id : undefined;
  }
}

/** Remembers a change of units for `takeOverAgain`. The last thing before the commit: its age counts from here. */
export async function recordReorganisation(db: Querying, changed: readonly string[]): Promise<void> {
  await db.query('INSERT INTO reorganisation (changed, at) VALUES ($1, clock_timestamp())', [changed]);
}

/** Every step that was counted with the units as they were before is committed by then. @unit milliseconds */
const SETTLED_MS = 3 * FRESH_MS;

/**
 * Takes over once more, a moment after units were changed: a program that had read them just before may have shown a
 * petition to whoever saw it then. Safe beside others doing the same.
 */
export async function takeOverAgain(dataSource: DataSource, settledMs = SETTLED_MS): Promise<void> {
  await dataSource.transaction(async (db) => {
    const [settled] = await db.query<[{ changed: string[] }[], number]>(
      `DELETE FROM reorganisation WHERE id IN (
         SELECT id FROM reorganisation WHERE at <= clock_timestamp() - $1 * interval '1 millisecond' FOR UPDATE SKIP LOCKED)
       RETURNING changed`,
      [settledMs],
    );
    if (settled.length > 0)
      await takeOver(
        db,
        settled.flatMap(({ changed }) => changed),
      );
  });
}

async function rewrite(db: Querying, cases: readonly Concerned[], tree: UnitTree): Promise<void> {
  const rows = cases.flatMap(({ id, context }) => scopeOf(context, tree).map((unit) => ({ unit, caseId: id })));
  await db.query(REWRITE, [JSON.stringify(rows)]);
  const kept = cases.map(({ id, context }) => ({ caseId: id, kept: keptFrom(context, tree) }));
  await db.query(KEEP, [JSON.stringify(kept)]);
}

function readUnits(db: Querying): Promise<UnitNode[]> {
  return db.query(UNITS);
}
