import { addDays, dateOf } from '@huiyin/domain';
import type { Instant } from '@huiyin/domain';
import type { Dice } from '@huiyin/lab-kit';
import type { PetitionContext } from '@huiyin/workflow';
import type { Arrival } from '../world/arrivals.ts';
import { workingTime } from '../world/hours.ts';
import type { Ground } from '../world/templates.ts';
import { running } from './desk.ts';
import type { Act, Desk } from './desk.ts';
import { doneAt, onTheWay, soon } from './pace.ts';

const WITHDRAWN_EARLY = 0.01;
const INCOMPLETE = 0.06;
/** Petitioners who bring what is missing; the others' petitions are accepted as they are. */
const BRINGS_IT = 0.85;
/** Petitions on a matter raised before that are known as such. */
const RECOGNIZED = 0.85;
/** Inquiries that the office can answer by itself. */
const ANSWERED_AT_ONCE = 0.75;
const TAKEN_AS_SIMPLE = 0.85;
/** From so many persons on it is no simple matter any more. */
const COLLECTIVE = 5;
const SENT_ASTRAY = 0.05;
const ASTRAY_AGAIN = 0.15;
/** Wrong transfers that the petition office finds before the unit objects. */
const CORRECTED = 0.3;
const ASSIGNED = 0.06;
/** Assignments for which the sender sets the day to report back by. @unit calendar days */
const REPORT_BY = { share: 0.6, least: 50, most: 90 };
const COURT: Ground = { type: 'REDIRECT', data: { organ: '清河县人民法院', track: 'litigation' } };

/** A registration is looked at: accepted, answered, refused on a ground of the law, or sent where it belongs. */
export function examine(desk: Desk): Act {
  const { arrival, context, office, dice, revision } = desk;
  const clock = running(context, 'transfer');
  const at = onTheWay(clock, doneAt(clock, office, dice), 0.35, dice);
  if (wasReopened(context)) return { type: 'ACCEPT', at, data: {} };
  if (context.facts.contactable && dice.chance('withdraws early', WITHDRAWN_EARLY))
    return { type: 'WITHDRAW', at, data: { inWriting: true } };
  if (isRecognized(desk)) return { type: 'LINK', at, data: { petition: desk.repeats, relation: 'repeat' } };
  if (dice.chance(`incomplete/${revision}`, INCOMPLETE)) {
    return { type: 'REQUEST_SUPPLEMENT', at, data: { items: ['身份证明', '有关凭证'] } };
  }
  const ground = groundFor(arrival);
  if (ground) return { ...ground, at };
  if (context.facts.purpose === 'inquiry' && dice.chance('answers at once', ANSWERED_AT_ONCE)) {
    return { type: 'ANSWER', at, data: { method: 'onTheSpot', answer: '有关政策和所需材料' } };
  }
  return { type: 'ACCEPT', at, data: { procedure: isSimple(desk) ? 'simple' : 'ordinary' } };
}

/** Only reopening leads back to this desk; with the time to transfer it anew. */
export function wasReopened({ clocks }: PetitionContext): boolean {
  return clocks.findLast(({ slot }) => slot === 'transfer')?.rule === 'retransfer';
}

function isRecognized({ context, repeats, dice }: Desk): boolean {
  const isLinked = context.links.some(({ petition }) => petition === repeats);
  return repeats !== null && !isLinked && dice.chance('recognized', RECOGNIZED);
}

function isSimple({ arrival, context: { facts, links }, dice }: Desk): boolean {
  const fits = facts.purpose === 'appeal' && facts.groupSize < COLLECTIVE && links.length === 0;
  return fits && arrival.matter.template.simple && dice.chance('simple', TAKEN_AS_SIMPLE);
}

/** A lawsuit is a ground against a visit only (Art. 20); whoever wrote or called is told where to turn (Art. 23). */
function groundFor({ channel, matter }: Arrival): Ground | null {
  const { ground } = matter.template;
  const isLawsuit = ground?.type === 'REFUSE' && ground.data.basis === 'litigation-visit';
  return isLawsuit && channel !== 'visit' ? COURT : ground;
}

/** The clock keeps running: whoever does not come is not waited for beyond it. */
export function lookAtSupplement({ context, office, dice, now }: Desk): Act {
  const clock = running(context, 'transfer');
  const comes = workingTime(addDays(dateOf(now), dice.between('brings/days', 1, 8)), dice.roll('brings/hour'), now);
  if (dice.chance('brings it', BRINGS_IT)) {
    return { type: 'SUPPLEMENT', at: comes, data: { note: '信访人补来材料' } };
  }
  return { type: 'ACCEPT', at: doneAt(clock, office, dice), data: {} };
}

/** To the unit with the power to act; now and then to one that has none, never to one that is complained about (Art. 30). */
export function transfer({ arrival, context, units, office, dice, now }: Desk): Act {
  const { competent } = arrival.matter.template;
  const { returnedBy } = context;
  const astray =
    returnedBy.length === 0
      ? dice.chance('astray', SENT_ASTRAY)
      : returnedBy.length === 1 && dice.chance('astray again', ASTRAY_AGAIN);
  const kept = [competent, ...returnedBy, ...context.facts.accusedUnits];
  const others = units.filter((unit) => !kept.includes(unit));
  const unit = astray ? dice.pick(`astray/where/${returnedBy.length}`, others) : competent;
  const at = returnedBy.length === 0 ? doneAt(running(context, 'transfer'), office, dice) : soon(now, 4, dice, 'again');
  return { type: 'TRANSFER', at, data: { unit, ...modeOf(context, dice, at) } };
}

/** Sent to the wrong unit, and found out before that unit has said so. */
export function correct({ arrival, context, dice, now }: Desk): Act | null {
  const { competent: unit } = arrival.matter.template;
  const mayYet = context.unit !== unit && !context.arbitrated && context.returnedBy.length === 0;
  if (!mayYet || !dice.chance('corrected', CORRECTED)) return null;
  const at = soon(now, 1, dice, 'corrected');
  return { type: 'TRANSFER', at, data: { unit, ...modeOf(context, dice, at) } };
}

/** The petition office asks itself whether the unit is right. */
export function decideObjection({ arrival, context, office, dice }: Desk): Act {
  const upheld = context.unit !== arrival.matter.template.competent;
  const at = doneAt(running(context, 'objectionDecision'), office, dice);
  return { type: 'DECIDE_OBJECTION', at, data: { upheld } };
}

/** Two units have sent it back: whoever stands above both has the last word. */
export function arbitrate({ arrival, context, office, dice }: Desk): Act {
  const at = doneAt(running(context, 'arbitration'), office, dice);
  return { type: 'ARBITRATE', at, data: { unit: arrival.matter.template.competent, reason: '属该单位职权' } };
}

/** 转送 or 交办; a simple matter is not assigned. */
function modeOf({ round }: PetitionContext, dice: Dice, at: Instant) {
  if (round.procedure === 'simple' || !dice.chance('assigned', ASSIGNED)) return { mode: 'transfer' };
  const setsDay = dice.chance('report by', REPORT_BY.share);
  const reportBy = addDays(dateOf(at), dice.between('report by/days', REPORT_BY.least, REPORT_BY.most));
  return { mode: 'assign', ...(setsDay ? { reportBy } : {}) };
}
