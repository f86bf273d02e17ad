import type { Beside, PetitionContext } from '@huiyin/workflow';
import { keptFrom } from '../access/accused.ts';
import type { UnitTree } from '../access/directory.ts';
import type { Viewer } from '../access/viewer.ts';
import { KEPT_FROM, leavesFollowUp, SCOPE, scopeOf } from '../access/visibility.ts';

type Links = PetitionContext['links'];

/** The offices as they are now. */
interface Units {
  fresh(): Promise<UnitTree>;
}

/** Rewrites what cases are linked to, with the step that changed it; a link can be found from both ends. */
const LINKS = (rows: string) => `
  linking AS (
    SELECT l.* FROM json_to_recordset(${rows}::json) AS l(case_id uuid, others uuid[], relations text[])
    JOIN moved ON moved.id = l.case_id),
  unlinked AS (
    DELETE FROM petition_link AS l USING linking AS k WHERE l.case_id = k.case_id AND l.other <> ALL(k.others)),
  linked AS (
    INSERT INTO petition_link (case_id, other, relation)
    SELECT k.case_id, link.other, link.relation FROM linking AS k, unnest(k.others, k.relations) AS link (other, relation)
    ON CONFLICT (case_id, other) DO UPDATE SET relation = excluded.relation)`;

/**
 * What is kept beside each case and follows from where it stands: who sees it, from whom it is kept, and what it is linked
 * to. The engine writes it with every step, whoever takes it.
 */
export function besideCases(units: Units): Beside {
  return {
    parts: { scope: SCOPE, keptFrom: KEPT_FROM, links: LINKS },
    rowsOf: (before, after) => {
      const [was, is] = [before?.context ?? null, after.context];
      const unchanged = was !== null && was.links === is.links && decidesAlike(was, is);
      return unchanged ? {} : rowsOf(was, is, units);
    },
  };
}

/** A case as it is seen. */
export interface Looked {
  readonly context: PetitionContext;
  readonly stage: string;
}

/** Whether a step may have taken a case out of a viewer's sight. Few do; only after one of these the rule is asked again. */
export function mayHide(viewer: Viewer, before: Looked, after: Looked, tree: UnitTree): boolean {
  if (leavesFollowUp(viewer, before.stage, after.stage)) return true;
  const [was, is] = [before.context, after.context];
  if (decidesAlike(was, is)) return false;
  const lacks = (units: readonly string[], others: readonly string[]) => others.some((unit) => !units.includes(unit));
  return lacks(scopeOf(is, tree), scopeOf(was, tree)) || lacks(keptFrom(was, tree), keptFrom(is, tree));
}

/** Whether a step left alone all parts of the context that decide who sees the case. What it leaves alone is the same object. */
function decidesAlike(was: PetitionContext, is: PetitionContext): boolean {
  const parts = whatDecides(was);
  return whatDecides(is).every((part, index) => part === parts[index]);
}

function whatDecides({ facts, registrar, unit, parts, round, recommendations }: PetitionContext): unknown[] {
  return [facts, registrar, unit, parts, round.remedy, recommendations];
}

async function rowsOf(before: PetitionContext | null, after: PetitionContext, units: Units) {
  const tree = await units.fresh();
  const [scope, kept] = [scopeOf(after, tree), keptFrom(after, tree)];
  return {
    ...(!same(scope, before && scopeOf(before, tree)) && { scope: { units: scope } }),
    // Of a petition that is being registered it is written with its facts.
    ...(before && !same(kept, keptFrom(before, tree)) && { keptFrom: { units: kept } }),
    ...(!sameLinks(before?.links ?? [], after.links) && { links: linksRow(after.links) }),
  };
}

function same(units: readonly string[], others: readonly string[] | null): boolean {
  return units.join() === others?.join();
}

function linksRow(links: Links) {
  return { others: links.map(({ petition }) => petition), relations: links.map(({ relation }) => relation) };
}

export function sameLinks(some: Links, others: Links): boolean {
  const written = (links: Links) => links.map(({ petition, relation }) => `${petition} ${relation}`).sort();
  return written(some).join() === written(others).join();
}
