import type { CaseClock } from '@huiyin/workflow';
import { running } from './desk.ts';
import type { Act, Desk } from './desk.ts';
import { doneAt, onTheWay, soon } from './pace.ts';

const OBJECTS_RIGHTLY = 0.92;
const OBJECTS_WRONGLY = 0.02;
const NAMES_A_HANDLER = 0.5;
const HASTY = 0.04;
const WITHDRAWN = { ordinary: 0.02, settled: 0.6 };
const COMPLEX = 0.09;
const EXTENSION_GRANTED = 0.85;

/** A transfer came in: not ours, or the petitioner is told. */
export function receive({ arrival, context, office, dice, staff, now }: Desk): Act {
  const notice = running(context, 'notice');
  const ours = context.unit === arrival.matter.template.competent;
  const window = context.clocks.findLast(({ slot }) => slot === 'objection');
  if (window?.status === 'running') {
    const at = soon(now, 3, dice, `objection/${window.name}`);
    const objects = dice.chance(`objects/${window.name}`, ours ? OBJECTS_WRONGLY : OBJECTS_RIGHTLY);
    if (objects && at < window.dueAt) return { type: 'OBJECT', at, data: { reason: '不属本单位职权' } };
  }
  const at = doneAt(notice, office, dice);
  const assignee = context.unit === null ? undefined : staff.handlerIn(context.unit);
  if (assignee !== undefined && context.assignee === null && dice.chance('names a handler', NAMES_A_HANDLER)) {
    return { type: 'ASSIGN', at: onTheWay(notice, at, 0.4, dice), data: { assignee } };
  }
  return { type: 'GIVE_NOTICE', at, data: { method: arrival.channel === 'letter' ? 'post' : 'electronic' } };
}

/** The petition office asks itself whether the unit is right. */
export function decideObjection({ arrival, context, office, dice }: Desk): Act {
  const upheld = context.unit !== arrival.matter.template.competent;
  return {
    type: 'DECIDE_OBJECTION',
    at: doneAt(running(context, 'objectionDecision'), office, dice),
    data: { upheld },
  };
}

/** Hear, investigate, then write the opinion; sometimes in the wrong order, sometimes with more time. */
export function handle(desk: Desk): Act {
  const { context, office, dice, now } = desk;
  const clock = running(context, 'handling');
  const end = doneAt(clock, office, dice);
  const by = (share: number) => onTheWay(clock, end, share, dice.for(clock.name));
  const hasty = !desk.refused && dice.chance(`hasty/${clock.name}`, HASTY);
  if (!context.heard && hasty) return { ...opinion(desk, clock, by(0.2)), forbiddenBy: ['heard', 'investigated'] };
  if (withdraws(desk)) return { type: 'WITHDRAW', at: by(0.3), data: { inWriting: true } };
  if (!context.heard) return { type: 'HEAR', at: by(0.35), data: { summary: '信访人陈述了事实和理由' } };
  if (!context.investigated) return { type: 'INVESTIGATE', at: by(0.6), data: { findings: '到现场核实并调取材料' } };
  return (
    moreTime(desk, clock) ?? opinion(desk, clock, Math.max(by(0.9), soon(now, 1, dice, `writes/${desk.revision}`)))
  );
}

function withdraws({ arrival, context, dice }: Desk): boolean {
  const share = arrival.matter.template.settles ? WITHDRAWN.settled : WITHDRAWN.ordinary;
  return context.round === 1 && !context.investigated && dice.chance('withdraws', share);
}

/** An extension is asked for in time or not at all, and decided before the limit is over. */
function moreTime({ context, dice, now }: Desk, clock: CaseClock): Act | null {
  if (context.round > 1) return null;
  if (context.extension?.status === 'requested') {
    const at = soon(now, 2, dice, 'extension/decided');
    const approved = at < clock.dueAt && dice.chance('extension/granted', EXTENSION_GRANTED);
    return { type: 'DECIDE_EXTENSION', at, data: { approved, reasonNotified: approved } };
  }
  const at = soon(now, 2, dice, 'extension/requested');
  if (context.extension || at >= clock.dueAt || !dice.chance('complex', COMPLEX)) return null;
  return {
    type: 'REQUEST_EXTENSION',
    at,
    data: { days: dice.between('extension', 15, 30), reason: '情况复杂，需要鉴定' },
  };
}

function opinion({ dice }: Desk, clock: CaseClock, at: number): Act {
  const outcome = dice.weighted(`outcome/${clock.name}`, [
    ['support', 55],
    ['explain', 30],
    ['reject', 15],
  ] as const);
  const words = {
    request: '信访人的请求',
    facts: '查明的事实和理由',
    decision: '处理意见',
    legalBasis: '有关法律法规',
  };
  return { type: 'ISSUE_OPINION', at, data: { outcome, ...words } };
}
