import { partiesOf } from '@huiyin/workflow';
import type { Beside, PetitionContext } from '@huiyin/workflow';
import { keeperOf, keptFrom, notKeptFromSql } from './accused.ts';
import type { UnitTree } from './directory.ts';
import { LINKS, linksRow, sameLinks } from './links.ts';
import type { Viewer } from './viewer.ts';

/** Roles that oversee or run the system and have no part in a confidential matter. */
const NEVER_CONFIDENTIAL: readonly string[] = ['monitor', 'admin', 'integrator'];

/** What follow-up staff see of their wider area. */
const FOLLOWED_UP: readonly string[] = ['followUp', 'closed'];
const FOR_FOLLOW_UP = `c.stage IN (${FOLLOWED_UP.map((stage) => `'${stage}'`).join(', ')})`;

/** Adds a parameter to a statement and returns its placeholder. */
export type Bind = (value: unknown) => string;

/** @param values the parameters so far; grows with each that is bound */
export function binder(values: unknown[]): Bind {
  return (value) => `$${values.push(value)}`;
}

/**
 * Which of its few texts the rule has for a viewer: a part of the name of each prepared statement that contains it. Whatever
 * else differs between viewers is a parameter.
 */
export function shapeFor(viewer: Viewer): string {
  const followUp = followsUp(viewer) ? 'own-area-and-follow-up' : 'own-area';
  return isOpenOnly(viewer) ? `${followUp}-open-only` : followUp;
}

/** Whether the rule asks the same of two viewers, with the same values. */
export function seeAlike(one: Viewer, other: Viewer): boolean {
  return (
    shapeFor(one) === shapeFor(other) &&
    same(one.scopes, other.scopes) &&
    same(one.followUpScopes, other.followUpScopes) &&
    same(one.unitPath, other.unitPath)
  );
}

const followsUp = ({ followUpScopes }: Viewer): boolean => followUpScopes.length > 0;
const isOpenOnly = ({ roles }: Viewer): boolean => roles.every((role) => NEVER_CONFIDENTIAL.includes(role));

/**
 * THE rule of who sees which petition, as a condition on `c` (petition_case) and `p` (petition). Every query that shows
 * a petition or anything of it goes through here or through `seenBy` below, which is the same rule asked from the other
 * end; there is no second rule.
 *
 * - a viewer sees the cases of the units below their own: case_scope names, for each case, the units that take part and
 *   those above them, and of a confidential case only the units that take part (信访工作条例 Art. 30);
 * - follow-up staff see, in their wider area, the cases that wait for a follow-up;
 * - nobody sees a case that is kept from their own unit or one above it (Art. 30 ¶3, accused.ts).
 *
 * @param bind adds a parameter to the query and returns its placeholder
 */
export function visibleTo(viewer: Viewer, bind: Bind): string {
  const inScope = (units: readonly string[]) =>
    `EXISTS (SELECT 1 FROM case_scope s WHERE s.case_id = c.id AND s.unit = ANY(${bind(units)}::text[]))`;
  const reach = [
    inScope(viewer.scopes),
    ...(followsUp(viewer) ? [`(${FOR_FOLLOW_UP} AND ${inScope(viewer.followUpScopes)})`] : []),
  ];
  return [`(${reach.join(' OR ')})`, ...notKeptFrom(viewer, bind)].join(' AND ');
}

/**
 * The rule for a list. `units` are the rows through which the viewer sees cases, and `condition` says which of a unit's
 * cases, on `s` (case_scope), `c` and `p`. Read unit by unit, newest first, the list costs what is shown of it, however
 * many cases of other offices lie in between; a case that is seen through two units comes twice.
 */
export function seenBy(viewer: Viewer, bind: Bind): { units: string; condition: string } {
  const through = (units: readonly string[], forFollowUp: boolean) =>
    `SELECT unit, ${forFollowUp} AS for_follow_up FROM unnest(${bind(units)}::text[]) AS unit`;
  const rows = [through(viewer.scopes, false), ...(followsUp(viewer) ? [through(viewer.followUpScopes, true)] : [])];
  return {
    units: `(${rows.join(' UNION ALL ')}) AS seen`,
    condition: [
      's.unit = seen.unit',
      `(NOT seen.for_follow_up OR ${FOR_FOLLOW_UP})`,
      ...notKeptFrom(viewer, bind),
    ].join(' AND '),
  };
}

function notKeptFrom(viewer: Viewer, bind: Bind): string[] {
  return [notKeptFromSql(bind(viewer.unitPath)), ...(isOpenOnly(viewer) ? ['NOT p.confidential'] : [])];
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

/** Rewrites who sees the cases, with the step that changed their parties. */
const SCOPE = `
  showing AS (
    SELECT s.* FROM json_to_recordset($rows::json) AS s(case_id uuid, units text[])
    JOIN moved ON moved.id = s.case_id),
  unseen AS (
    DELETE FROM case_scope AS c USING showing AS s WHERE c.case_id = s.case_id AND c.unit <> ALL(s.units)),
  seen AS (
    INSERT INTO case_scope (unit, case_id) SELECT unit, s.case_id FROM showing AS s, unnest(s.units) AS unit
    ON CONFLICT DO NOTHING)`;

/** Rewrites from whom the petitions are kept, with the step that changed it. */
const KEPT_FROM = `
  kept AS (
    UPDATE petition AS p SET kept_from = k.units
    FROM json_to_recordset($rows::json) AS k(case_id uuid, units text[]) JOIN moved ON moved.id = k.case_id
    WHERE p.case_id = k.case_id)`;

/** The offices as they are now. */
interface Units {
  fresh(): Promise<UnitTree>;
}

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

async function rowsOf(before: PetitionContext | null, after: PetitionContext, units: Units) {
  const tree = await units.fresh();
  const [scope, kept] = [scopeOf(after, tree), keptFrom(after, tree)];
  return {
    ...(!same(scope, before && scopeOf(before, tree)) && { scope: { units: scope } }),
    // Of a petition that is being registered it is written with its facts.
    ...(before && !same(kept, keptFrom(before, tree)) && { keptFrom: { units: kept } }),
    ...(before?.links !== after.links &&
      !sameLinks(before?.links ?? [], after.links) && { links: linksRow(after.links) }),
  };
}

function same(units: readonly string[], others: readonly string[] | null): boolean {
  return units === others || units.join() === others?.join();
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

/** Whether a step took a case from those stages of which follow-up staff see more than others. */
function leavesFollowUp(viewer: Viewer, before: string, after: string): boolean {
  return followsUp(viewer) && FOLLOWED_UP.includes(before) && !FOLLOWED_UP.includes(after);
}
