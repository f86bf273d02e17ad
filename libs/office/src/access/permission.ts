import type { PetitionContext } from '@huiyin/workflow';
import { EVENTS } from '@huiyin/workflow/contract';
import type { EventType, Role } from '@huiyin/workflow/contract';
import { areKept, keptFrom } from './accused.ts';
import { partiesOf } from './scope.ts';
import type { Directory } from './directory.ts';
import type { Viewer } from './viewer.ts';
import { Refusal } from '../refusal.ts';

/**
 * Whether a viewer's office is the one to send an event: the registrar's side for intake, the handling unit's side for
 * handling and leading, the unit above for what is decided there. Whether the procedure allows the event now is the
 * chart's business alone.
 */
export function maySend(viewer: Viewer, type: EventType, context: PetitionContext, directory: Directory): boolean {
  // Whoever is complained about has no part in it (信访工作条例 Art. 30 ¶3).
  if (areKept(viewer.unitPath, keptFrom(context, directory))) return false;
  const roles = rolesOf(type, context);
  const position = positionOf(type, context);
  const place: Place = { viewer, desks: desksOf(type, context), position, context, directory };
  if (roles.includes('leader') && position === 'atWork' && standsIn(place)) return true;
  return roles.some((role) => viewer.roles.includes(role) && isInPlace(role, place));
}

function rolesOf(type: EventType, { mergedInto, unit, facts }: PetitionContext): readonly Role[] {
  const { roles } = EVENTS[type];
  // A merged petition is in nobody's hands: the office that registered it serves the reply and sees to what it promises.
  const isNobodys = mergedInto !== null && unit === null;
  if (isNobodys && (type === 'SERVE' || type === 'RECORD_EXECUTION')) return ['intake'];
  // Those who visit elsewhere may not know of a confidential matter; who has signed for it must not be the one to ask.
  if (type === 'RECORD_FOLLOW_UP' && facts.confidential) return [...roles, 'intake'];
  return roles;
}

/** From where an event is sent: at work on the matter, as the organ that decides on it above, as the superior of all. */
type Position = 'atWork' | 'organ' | 'superior';

interface Place {
  readonly viewer: Viewer;
  /** Units on whose behalf the event is sent. */
  readonly desks: readonly string[];
  readonly position: Position;
  readonly context: PetitionContext;
  readonly directory: Directory;
}

/** 复查 and 复核, with their hearing, are the organ's own (Art. 35, 36); a dispute is their common superior's (Art. 24). */
function positionOf(type: EventType, { round: { remedy } }: PetitionContext): Position {
  if (type === 'ARBITRATE') return 'superior';
  if (type === 'DECIDE_REVIEW' || type === 'DECIDE_RECHECK') return 'organ';
  const underReview = remedy !== null && remedy.decision === null;
  return underReview && (type === 'OPEN_HEARING' || type === 'CLOSE_HEARING') ? 'organ' : 'atWork';
}

function desksOf(type: EventType, context: PetitionContext): readonly string[] {
  const { unit, parts, recommendations, returnedBy } = context;
  const { remedy } = context.round;
  if (type === 'SUBMIT_PART') return parts.filter(({ status }) => status === 'owed').map((part) => part.unit);
  if (type === 'ANSWER_RECOMMENDATION') {
    return recommendations.filter(({ adopted }) => adopted === null).map(({ to }) => to);
  }
  // Whoever takes part may hand in what their part rests on.
  if (type === 'ATTACH') return [...(unit === null ? [] : [unit]), ...parts.map((part) => part.unit)];
  if (type === 'ARBITRATE') return returnedBy;
  if (positionOf(type, context) === 'organ') return remedy === null ? [] : [remedy.organ];
  return unit === null ? [] : [unit];
}

/** Leaders above the handling unit may not know of a confidential matter; whoever heads the office that registered it decides. */
function standsIn({ viewer, context: { facts, registrar }, directory }: Place): boolean {
  return facts.confidential && viewer.roles.includes('supervisor') && directory.isWithin(registrar, viewer.scopes);
}

function isInPlace(role: Role, { viewer, desks, position, context, directory }: Place): boolean {
  if (role === 'intake') return directory.isWithin(context.registrar, viewer.scopes);
  if (role === 'follow-up') return true;
  // A petition office also decides for its government.
  const own = role === 'supervisor' ? viewer.scopes : [viewer.unit.code];
  if (position === 'organ') return desks.some((desk) => own.includes(desk));
  if (position === 'superior') return desks.length > 0 && desks.every((desk) => directory.isWithin(desk, own));
  return role === 'supervisor' || desks.some((desk) => directory.isWithin(desk, own));
}

/** @throws Refusal `forbidden` unless the viewer has one of the roles */
export function mustHaveRole(viewer: Viewer, ...roles: readonly Role[]): void {
  if (roles.some((role) => viewer.roles.includes(role))) return;
  throw new Refusal('forbidden', {
    zh: `需要以下角色之一：${roles.join('、')}`,
    en: `one of these roles is needed: ${roles.join(', ')}`,
  });
}

/** Whether a viewer who sees a case also sees who petitions: those who work on it do, those who oversee it do not. */
export function maySeePerson(viewer: Viewer, context: PetitionContext, directory: Directory): boolean {
  const working: readonly Role[] = ['intake', 'handler', 'leader', 'follow-up'];
  const desks = partiesOf(context)
    .filter(({ role }) => role !== 'registrar' && role !== 'recommended')
    .map(({ unit }) => unit);
  const place: Place = { viewer, desks, position: 'atWork', context, directory };
  return working.some((role) => viewer.roles.includes(role) && isInPlace(role, place));
}

/** Whether a viewer who sees a case may read what the petition says. Monitors judge the procedure, not the matter. */
export function maySeeText(viewer: Viewer): boolean {
  return viewer.roles.some((role) => role !== 'monitor');
}
