import type { PetitionContext } from '@huiyin/workflow';
import { EVENTS } from '@huiyin/workflow/contract';
import type { EventType, Role } from '@huiyin/workflow/contract';
import type { Directory } from './directory.ts';
import type { Viewer } from './viewer.ts';

/**
 * Whether a viewer's office is the one to send an event: the registrar's side for intake, the handling unit's side for
 * handling and leading. Whether the procedure allows the event now is the chart's business alone.
 */
export function maySend(viewer: Viewer, type: EventType, context: PetitionContext, directory: Directory): boolean {
  // Whoever is complained about has no part in it (信访工作条例 Art. 30 ¶3).
  if (viewer.unitPath.some((unit) => context.facts.accusedUnits.includes(unit))) return false;
  const { roles } = EVENTS[type];
  if (roles.includes('leader') && standsIn(viewer, context, directory)) return true;
  return roles.some((role) => viewer.roles.includes(role) && isInPlace(viewer, role, context, directory));
}

/** Leaders above the handling unit may not know of a confidential matter; whoever heads the office that registered it decides. */
function standsIn(viewer: Viewer, { facts, registrar }: PetitionContext, directory: Directory): boolean {
  return facts.confidential && viewer.roles.includes('supervisor') && directory.isWithin(registrar, viewer.scopes);
}

function isInPlace(viewer: Viewer, role: Role, { registrar, unit }: PetitionContext, directory: Directory): boolean {
  if (role === 'intake') return directory.isWithin(registrar, viewer.scopes);
  if (role === 'handler' || role === 'leader') return unit !== null && directory.isWithin(unit, [viewer.unit.code]);
  return true;
}

/** Whether a viewer who sees a case also sees who petitions: those who work on it do, those who oversee it do not. */
export function maySeePerson(viewer: Viewer, context: PetitionContext, directory: Directory): boolean {
  const working: readonly Role[] = ['intake', 'handler', 'leader', 'follow-up'];
  return working.some((role) => viewer.roles.includes(role) && isInPlace(viewer, role, context, directory));
}

/** Whether a viewer who sees a case may read what the petition says. Monitors judge the procedure, not the matter. */
export function maySeeText(viewer: Viewer): boolean {
  return viewer.roles.some((role) => role !== 'monitor');
}
