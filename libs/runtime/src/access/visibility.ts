import type { Viewer } from './viewer.ts';

/** Roles that oversee or run the system and have no part in a confidential matter. */
const NEVER_CONFIDENTIAL: readonly string[] = ['monitor', 'admin', 'integrator'];

/**
 * THE rule of who sees which petition, as a condition on `c` (petition_case) and `p` (petition). Every query that shows
 * a petition or anything of it goes through here; there is no second rule.
 *
 * - a viewer sees the cases of the units below their own: case_scope names, for each case, the units that take part and
 *   those above them, and of a confidential case only the units that take part (信访工作条例 Art. 30);
 * - follow-up staff see, in their wider area, the cases that wait for a follow-up;
 * - nobody sees a case against their own unit or one above it (Art. 30 ¶3).
 *
 * @param bind adds a parameter to the query and returns its placeholder
 */
export function visibleTo(viewer: Viewer, bind: (value: unknown) => string): string {
  const inScope = (units: readonly string[]) =>
    `EXISTS (SELECT 1 FROM case_scope s WHERE s.case_id = c.id AND s.unit = ANY(${bind(units)}::text[]))`;
  const reach = [
    inScope(viewer.scopes),
    ...(viewer.followUpScopes.length > 0
      ? [`(c.stage IN ('followUp', 'closed') AND ${inScope(viewer.followUpScopes)})`]
      : []),
  ];
  const openOnly = viewer.roles.every((role) => NEVER_CONFIDENTIAL.includes(role));
  return [
    `(${reach.join(' OR ')})`,
    `NOT (p.accused_units && ${bind(viewer.unitPath)}::text[])`,
    ...(openOnly ? ['NOT p.confidential'] : []),
  ].join(' AND ');
}
