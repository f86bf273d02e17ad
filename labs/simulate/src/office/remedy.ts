import { addDays, dateOf } from '@huiyin/domain';
import type { Dice } from '@huiyin/lab-kit';
import type { CaseClock } from '@huiyin/workflow';
import { workingTime } from '../world/hours.ts';
import { clockIn, firstOf } from './desk.ts';
import type { Act, Desk, Hand } from './desk.ts';
import { doneAt, onTheWay } from './pace.ts';

/** How many ask for a review, by what they were told; whoever has said to be content does not. */
const ASKS: Readonly<Record<string, number>> = { support: 0.02, explain: 0.08, reject: 0.3 };
/** Of those whose review upheld the opinion, or changed it. */
const ASKS_AGAIN = 0.35;
/** Requests that arrive when the 30 days are over, and how much later. @unit calendar days */
const IN_THE_POST = { share: 0.12, most: 4 };
const HEARING = 0.25;
const PUBLISHED = 0.5;
const DECISIONS = [
  ['uphold', 74],
  ['change', 10],
  ['orderAnew', 11],
  ['revoke', 5],
] as const;

/** 复查 and 复核, beside the follow-up: the petitioner asks or lets it be, the organ above decides (Art. 35, 36). */
export const remedy: Hand = firstOf(askReview, decideReview, askRecheck, decideRecheck, closeHearing);

function askReview({ context, staff, dice }: Desk): Act | null {
  const window = clockIn(context, 'reviewWindow');
  if (!window || context.unit === null || context.round.followUpResult === 'satisfied') return null;
  if (!dice.chance(`asks/${window.name}`, ASKS[context.round.outcome ?? ''] ?? 0)) return null;
  const organ = staff.above(context.unit);
  return { type: 'REQUEST_REVIEW', ...within(window, dice, { organ, reason: '不服处理意见' }) };
}

function decideReview({ context, officeOf, dice }: Desk): Act | null {
  const clock = clockIn(context, 'review');
  if (!clock || !context.round.remedy) return null;
  const from = context.round.remedy.organ;
  const data = { ...decision(dice, clock), reasons: '复查意见的理由' };
  return { type: 'DECIDE_REVIEW', at: doneAt(clock, officeOf(from), dice), data, from };
}

/** What is changed is changed in the petitioner's favour. */
function decision(dice: Dice, { name }: CaseClock): Act['data'] {
  const decided = dice.weighted(`decides/${name}`, DECISIONS);
  return decided === 'change' ? { decision: decided, outcome: 'support' } : { decision: decided };
}

function askRecheck({ context, staff, dice }: Desk): Act | null {
  const window = clockIn(context, 'recheckWindow');
  if (!window || !context.round.remedy || !dice.chance(`asks/${window.name}`, ASKS_AGAIN)) return null;
  const organ = staff.above(context.round.remedy.organ);
  return { type: 'REQUEST_RECHECK', ...within(window, dice, { organ, reason: '不服复查意见' }) };
}

/** Within the 30 days; what was posted then may arrive later, when the case has perhaps been closed. */
function within(window: CaseClock, dice: Dice, data: Act['data']): Pick<Act, 'at' | 'data'> {
  const own = dice.for('asks', window.name);
  const asked = Math.min(onTheWay(window, window.dueAt, 0.1 + 0.8 * own.roll('share'), own), window.dueAt - 1);
  if (!own.chance('in the post', IN_THE_POST.share)) return { at: asked, data };
  const arrives = addDays(dateOf(window.dueAt), own.between('days', 0, IN_THE_POST.most));
  return { at: workingTime(arrives, own.roll('hour'), asked), data: { ...data, requestedOn: dateOf(asked) } };
}

/** Sometimes after a hearing, whose time does not count; only then may it be published. */
function decideRecheck({ context, officeOf, dice }: Desk): Act | null {
  const clock = clockIn(context, 'recheck');
  if (!clock || !context.round.remedy) return null;
  const { organ: from, heard } = context.round.remedy;
  const at = doneAt(clock, officeOf(from), dice);
  if (!heard && !context.facts.confidential && dice.chance(`hearing/${clock.name}`, HEARING)) {
    return { type: 'OPEN_HEARING', at: onTheWay(clock, at, 0.4, dice), data: {}, from };
  }
  const publish = heard && dice.chance(`publishes/${clock.name}`, PUBLISHED);
  const data = { ...decision(dice, clock), reasons: '复核意见的理由', publish };
  return { type: 'DECIDE_RECHECK', at, data, from };
}

function closeHearing({ context, officeOf, dice }: Desk): Act | null {
  const clock = clockIn(context, 'hearing');
  if (!clock || !context.round.remedy) return null;
  const from = context.round.remedy.organ;
  const at = doneAt(clock, officeOf(from), dice);
  return { type: 'CLOSE_HEARING', at, data: { conclusion: '听证结论' }, from };
}
