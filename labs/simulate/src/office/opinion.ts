import { addDays, dateOf } from '@huiyin/domain';
import type { Outcome } from '@huiyin/workflow/contract';
import type { Act } from './desk.ts';
import type { Handling } from './handling-time.ts';
import { soon } from './pace.ts';

const HASTY = 0.04;
const COMPLEX = 0.09;
const EXTENSION_GRANTED = 0.85;
/** Simple matters that turn out not to be. */
const NOT_SIMPLE_AFTER_ALL = 0.06;
/** Supporting opinions that say by when they are carried out. @unit calendar days */
const EXECUTE_BY = { share: 0.3, least: 40, most: 75 };

const OUTCOMES = {
  appeal: [
    ['support', 55],
    ['explain', 30],
    ['reject', 15],
  ],
  simple: [
    ['support', 75],
    ['explain', 20],
    ['reject', 5],
  ],
  suggestion: [
    ['adopt', 35],
    ['partlyAdopt', 25],
    ['notAdopt', 40],
  ],
} as const satisfies Record<string, readonly (readonly [Outcome, number])[]>;

/** Somebody would rather not hear, investigate or wait for the others first; the chart will not have it. */
export function hastyOpinion(handling: Handling): Act | null {
  const { context, refused, dice, clock, by } = handling;
  const missing = lacking(handling);
  if (refused || context.round.heard || context.round.investigated || missing.length === 0) return null;
  if (!dice.chance(`hasty/${clock.name}`, HASTY)) return null;
  const tooSimple = context.round.procedure === 'simple' && outcomeOf(handling) === 'reject';
  return { ...opinion(handling, by(0.2)), forbiddenBy: [...missing, ...(tooSimple ? ['simpleSupports'] : [])] };
}

/** What the chart will miss, in its order. */
function lacking({ context: { facts, round, parts } }: Handling): string[] {
  const missing: [string, boolean][] = [
    ['heard', !round.heard && facts.purpose === 'appeal' && facts.contactable],
    ['investigated', !round.investigated && facts.purpose !== 'inquiry'],
    ['partsIn', parts.some(({ status }) => status === 'owed')],
  ];
  return missing.filter(([, is]) => is).map(([guard]) => guard);
}

/** What is refused, and what is not so simple after all, gets the ordinary procedure. */
export function fallBack(handling: Handling): Act | null {
  const { context, dice, by } = handling;
  if (context.round.procedure !== 'simple') return null;
  const outgrown = outcomeOf(handling) === 'reject' || dice.chance('not simple', NOT_SIMPLE_AFTER_ALL);
  return outgrown
    ? { type: 'FALL_BACK', at: by(0.7), data: { notified: true, reason: '情况复杂，需进一步核实' } }
    : null;
}

/** An extension is asked for in time or not at all, and decided before the limit is over. */
export function moreTime({ context, dice, now, clock }: Handling): Act | null {
  const { facts, track, round, extension } = context;
  if (facts.purpose !== 'appeal' || track !== null || round.number > 1 || round.procedure === 'simple') return null;
  if (extension?.status === 'requested') {
    const at = soon(now, 2, dice, 'extension/decided');
    const approved = at < clock.dueAt && dice.chance('extension/granted', EXTENSION_GRANTED);
    return { type: 'DECIDE_EXTENSION', at, data: { approved, reasonNotified: approved } };
  }
  const at = soon(now, 2, dice, 'extension/requested');
  if (extension || at >= clock.dueAt || !dice.chance('complex', COMPLEX)) return null;
  const days = dice.between('extension', 15, 30);
  return { type: 'REQUEST_EXTENSION', at, data: { days, reason: '情况复杂，需要鉴定' } };
}

/** One reply of all: it waits for the others' parts. */
export function writeOpinion(handling: Handling): Act | null {
  const { dice, now, revision, by } = handling;
  if (lacking(handling).length > 0) return null;
  return opinion(handling, Math.max(by(0.9), soon(now, 1, dice, `writes/${revision}`)));
}

function outcomeOf({ context: { facts, round }, dice, clock }: Handling): Outcome {
  const kind = facts.purpose === 'suggestion' ? 'suggestion' : round.procedure === 'simple' ? 'simple' : 'appeal';
  return dice.weighted<Outcome>(`outcome/${clock.name}`, OUTCOMES[kind]);
}

function opinion(handling: Handling, planned: number): Act {
  const { dice, now, clock } = handling;
  const at = Math.max(planned, now);
  const outcome = outcomeOf(handling);
  const setsDay = outcome === 'support' && dice.chance(`execute by/${clock.name}`, EXECUTE_BY.share);
  const executeBy = addDays(
    dateOf(at),
    dice.between(`execute by/${clock.name}/days`, EXECUTE_BY.least, EXECUTE_BY.most),
  );
  const words = {
    request: '信访人的请求',
    facts: '查明的事实和理由',
    decision: '处理意见',
    legalBasis: '有关法律法规',
  };
  return { type: 'ISSUE_OPINION', at, data: { outcome, ...words, ...(setsDay ? { executeBy } : {}) } };
}
