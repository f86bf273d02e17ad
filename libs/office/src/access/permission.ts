import { partiesOf } from '@huiyin/workflow';
import type { PetitionContext } from '@huiyin/workflow';
import { EVENTS } from '@huiyin/workflow/contract';
import type { EventType, Role, Sender } from '@huiyin/workflow/contract';
import { Refusal } from '../refusal.ts';
import { areKept, keptFrom } from './accused.ts';
import type { Concern } from './accused.ts';
import type { UnitTree } from './directory.ts';
import type { Viewer } from './viewer.ts';

/** What of a petition decides who may send its events. */
export interface Involved extends Concern, Pick<PetitionContext, 'unit' | 'mergedInto' | 'returnedBy'> {
  readonly parts: readonly Pick<PetitionContext['parts'][number], 'unit' | 'status'>[];
  readonly recommendations: readonly Pick<PetitionContext['recommendations'][number], 'to' | 'adopted'>[];
  readonly round: {
    readonly remedy: Pick<NonNullable<PetitionContext['round']['remedy']>, 'organ' | 'decision'> | null;
  };
}

/**
 * Whether a viewer's office is the one to send an event, as its entry in the contract says: in which roles, and on whose
 * behalf. Whether the procedure allows the event now is the chart's business alone.
 */
export function maySend(viewer: Viewer, type: EventType, context: Involved, directory: UnitTree): boolean {
  return sendableBy(viewer, context, directory)(type);
}

/** The same of any event of the case; what is the same for all is asked once. */
export function sendableBy(viewer: Viewer, context: Involved, directory: UnitTree) {
  // Whoever is complained about has no part in it (信访工作条例 Art. 30 ¶3).
  const kept = areKept(viewer.unitPath, keptFrom(context, directory));
  return (type: EventType): boolean => !kept && isSender(viewer, type, context, directory);
}

function isSender(viewer: Viewer, type: EventType, context: Involved, directory: UnitTree): boolean {
  const { sender, roles: usual } = EVENTS[type];
  const { desks, position, instead, also = [] } = STANDING[sender](context);
  const roles = [...(instead ?? usual), ...also];
  const place: Place = { viewer, desks, position, context, directory };
  if (roles.includes('leader') && position === 'atWork' && standsIn(place)) return true;
  return roles.some((role) => viewer.roles.includes(role) && isInPlace(role, place));
}

/** @throws Refusal `forbidden` */
export function mustBeSender(viewer: Viewer, type: EventType, context: Involved, directory: UnitTree): void {
  if (maySend(viewer, type, context, directory)) return;
  const roles = EVENTS[type].roles.join(', ');
  throw new Refusal('forbidden', {
    zh: `${EVENTS[type].title.zh}须由有权单位的人员进行（角色：${roles}）`,
    en: `${type} is for people of the responsible unit (roles: ${roles})`,
  });
}

/** From where an event is sent: at work on the matter, as the organ that decides on it above, as the superior of all. */
type Position = 'atWork' | 'organ' | 'superior';

interface Standing {
  /** Units on whose behalf the event is sent. */
  readonly desks: readonly string[];
  readonly position: Position;
  /** Roles that take the place of those of the event, or stand beside them. */
  readonly instead?: readonly Role[];
  readonly also?: readonly Role[];
}

interface Place extends Pick<Standing, 'desks' | 'position'> {
  readonly viewer: Viewer;
  readonly context: Involved;
  readonly directory: UnitTree;
}

const atWork = (...desks: readonly (string | null)[]): Standing => ({
  desks: desks.filter((desk) => desk !== null),
  position: 'atWork',
});
const asOrgan = ({ round: { remedy } }: Involved): Standing => ({
  desks: remedy === null ? [] : [remedy.organ],
  position: 'organ',
});

/** Which units each kind of sender is in a case. */
const STANDING: Readonly<Record<Sender, (context: Involved) => Standing>> = {
  registrar: () => atWork(),
  overseers: () => atWork(),
  // Those who visit elsewhere may not know of a confidential matter; who has signed for it must not be the one to ask.
  followUp: ({ facts }) => (facts.confidential ? { ...atWork(), also: ['intake'] } : atWork()),
  unit: ({ unit }) => atWork(unit),
  // The office that registered a merged petition serves the reply and sees to what it promises.
  unitOrRegistrar: ({ unit, mergedInto }) =>
    unit === null && mergedInto !== null ? { ...atWork(), instead: ['intake'] } : atWork(unit),
  unitOrOrgan: (context) => (context.round.remedy?.decision === null ? asOrgan(context) : atWork(context.unit)),
  organ: asOrgan,
  superior: ({ returnedBy }) => ({ desks: returnedBy, position: 'superior' }),
  owesPart: ({ parts }) => atWork(...parts.filter(({ status }) => status === 'owed').map(({ unit }) => unit)),
  takesPart: ({ unit, parts }) => atWork(unit, ...parts.map((part) => part.unit)),
  recommended: ({ recommendations }) =>
    atWork(...recommendations.filter(({ adopted }) => adopted === null).map(({ to }) => to)),
};

/** Leaders above the handling unit may not know of a confidential matter; whoever heads the office that registered it decides. */
function standsIn({ viewer, context: { facts, registrar }, directory }: Place): boolean {
  return facts.confidential && viewer.roles.includes('supervisor') && directory.isWithin(registrar, viewer.scopes);
}

function isInPlace(role: Role, { viewer, desks, position, context, directory }: Place): boolean {
  if (role === 'intake') return directory.isWithin(context.registrar, viewer.scopes);
  if (role === 'follow-up') return true;
  // A petition office also decides for its government.
  const own = role === 'supervisor' ? viewer.scopes : [viewer.unit.code];
  if (position === 'organ') return desks.some((desk) => directory.withHeirs(desk).some((each) => own.includes(each)));
  if (position === 'superior') return desks.length > 0 && desks.every((desk) => directory.isWithin(desk, own));
  // Who oversees stands above the office that answers for the matter or the one that has it in hand, not above a helper.
  const overseen = role === 'supervisor' ? atWork(context.registrar, context.unit).desks : [];
  return [...desks, ...overseen].some((desk) => directory.isWithin(desk, own));
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
export function maySeePerson(viewer: Viewer, context: PetitionContext, directory: UnitTree): boolean {
  const working: readonly Role[] = ['intake', 'handler', 'leader', 'follow-up'];
  const desks = partiesOf(context)
    .filter(({ role }) => role !== 'registrar' && role !== 'recommended')
    .map(({ unit }) => unit);
  const place: Place = { viewer, desks, position: 'atWork', context, directory };
  // Who visits the petitioner knows them from the reply on.
  const isAnswered = context.round.servedOn !== null || context.closing !== null;
  const roles = working.filter((role) => viewer.roles.includes(role) && (role !== 'follow-up' || isAnswered));
  return roles.some((role) => isInPlace(role, place));
}

/** Whether a viewer who sees a case may read what the petition says. Monitors judge the procedure, not the matter. */
export function maySeeText(viewer: Viewer): boolean {
  return viewer.roles.some((role) => role !== 'monitor');
}
