import { addDays, dateOf } from '@huiyin/domain';
import { hearing, mediation, openHearing, startMediation } from './agreement.ts';
import { firstOf, running } from './desk.ts';
import type { Act, Desk, Hand } from './desk.ts';
import { inHandling } from './handling-time.ts';
import type { Handling } from './handling-time.ts';
import { fallBack, hastyOpinion, moreTime, writeOpinion } from './opinion.ts';
import { doneAt, onTheWay, soon } from './pace.ts';

const OBJECTS_RIGHTLY = 0.92;
const OBJECTS_WRONGLY = 0.02;
const NAMES_A_HANDLER = 0.5;
/** Simple matters that the unit would rather handle at length. */
const NOT_SIMPLE_HERE = 0.05;
const WITHDRAWN = { ordinary: 0.02, settled: 0.35 };
/** Matters with a part for another unit in which that unit is asked for it. */
const ASKS_OTHERS = 0.85;
const SETS_THEIR_DAY = 0.4;
const TAKES_THE_OTHER_WAY = 0.3;

/** A transfer came in: not ours, or the petitioner is told. */
export function receive(desk: Desk): Act {
  const { arrival, context, office, dice, staff, now } = desk;
  const notice = running(context, 'notice');
  const ours = context.unit === arrival.matter.template.competent;
  const window = context.clocks.findLast(({ slot }) => slot === 'objection');
  if (window?.status === 'running' && !context.arbitrated) {
    const at = soon(now, 3, dice, `objection/${window.name}`);
    const objects = dice.chance(`objects/${window.name}`, ours ? OBJECTS_WRONGLY : OBJECTS_RIGHTLY);
    if (objects && at < window.dueAt) return { type: 'OBJECT', at, data: { reason: '不属本单位职权' } };
  }
  const at = doneAt(notice, office, dice);
  const assignee = context.unit === null ? undefined : staff.handlerIn(context.unit);
  if (assignee !== undefined && context.assignee === null && dice.chance('names a handler', NAMES_A_HANDLER)) {
    return { type: 'ASSIGN', at: onTheWay(notice, at, 0.4, dice), data: { assignee } };
  }
  const isSimple = context.round.procedure === 'simple' && !dice.chance('not simple here', NOT_SIMPLE_HERE);
  return { type: 'GIVE_NOTICE', at, data: { method: methodOf(desk), procedure: isSimple ? 'simple' : 'ordinary' } };
}

/** How the petitioner is told; nothing is owed to whoever cannot be reached (Art. 23). */
function methodOf({ arrival, context }: Desk): string {
  if (!context.facts.contactable) return 'notOwed';
  return arrival.channel === 'letter' ? 'post' : 'electronic';
}

const working = firstOf<Handling>(
  answer,
  hastyOpinion,
  withdraw,
  askOthers,
  hear,
  takeOtherWay,
  startMediation,
  openHearing,
  investigate,
  fallBack,
  moreTime,
  writeOpinion,
);
const mediating = firstOf<Handling>(investigate, mediation);
const atHearing = firstOf<Handling>(investigate, hearing);

/** Hear, investigate, then write the opinion; sometimes in the wrong order, sometimes with others or with more time. */
export const handle: Hand = (desk) => working(inHandling(desk));
export const mediate: Hand = (desk) => mediating(inHandling(desk));
export const holdHearing: Hand = (desk) => atHearing(inHandling(desk));

function answer({ context, by }: Handling): Act | null {
  if (context.facts.purpose !== 'inquiry') return null;
  return { type: 'ANSWER', at: by(0.4), data: { method: 'electronic', answer: '有关政策和所需材料' } };
}

function withdraw({ arrival, context, dice, clock, by }: Handling): Act | null {
  const share = arrival.matter.template.settles ? WITHDRAWN.settled : WITHDRAWN.ordinary;
  const mayYet = context.round.number === 1 && !context.round.investigated && context.facts.contactable;
  if (!mayYet || !dice.chance(`withdraws/${clock.name}`, share)) return null;
  return { type: 'WITHDRAW', at: by(0.3), data: { inWriting: true } };
}

/** The other units' parts are asked for at the beginning, so that they are there at the end (Art. 24). */
function askOthers({ arrival, context, dice, clock, now, by }: Handling): Act | null {
  if (context.round.number > 1 || context.round.investigated) return null;
  const asked = context.parts.map((part) => part.unit);
  const unit = arrival.matter.template.others.find(
    (other) => other !== context.unit && !asked.includes(other) && dice.chance(`asks/${other}`, ASKS_OTHERS),
  );
  if (unit === undefined) return null;
  const at = Math.max(now, by(0.1));
  const dueOn = dice.chance(`asks/${unit}/sets`, SETS_THEIR_DAY)
    ? addDays(dateOf(at), dice.between(`asks/${unit}/days`, 10, 25))
    : undefined;
  const isBeforeReply = dueOn !== undefined && dueOn <= clock.dueOn;
  return { type: 'ADD_PARTY', at, data: { unit, ...(isBeforeReply && { dueOn }) } };
}

function hear({ context: { facts, round }, by }: Handling): Act | null {
  if (round.heard || facts.purpose !== 'appeal' || !facts.contactable) return null;
  return { type: 'HEAR', at: by(0.35), data: { summary: '信访人陈述了事实和理由' } };
}

/** Whoever has been heard may turn out to need another procedure, or the unit's own duty to act (Art. 31). */
function takeOtherWay({ arrival, context, dice, by }: Handling): Act | null {
  const { track } = arrival.matter.template;
  const isOpen = context.track === null && context.round.number === 1 && context.round.procedure === 'ordinary';
  if (track === null || !isOpen || context.round.investigated) return null;
  if (!dice.chance('takes the other way', TAKES_THE_OTHER_WAY)) return null;
  const organ = track === 'duty' ? {} : { organ: '清河县人民政府' };
  return { type: 'ROUTE_TRACK', at: by(0.4), data: { track, ...organ, reason: '该事项的法定途径' } };
}

function investigate({ context, by }: Handling): Act | null {
  if (context.round.investigated) return null;
  return { type: 'INVESTIGATE', at: by(0.6), data: { findings: '到现场核实并调取材料' } };
}
