import { GROUNDS } from '../../contract/names.ts';
import type { Ground } from '../../contract/names.ts';
import { clockOf, runs } from '../clock.ts';
import type { Clock } from '../clock.ts';
import type { PetitionContext } from '../context.ts';
import { limitOf } from '../policy.ts';
import { RUNGS } from '../rules.ts';
import { SLOTS } from '../slots.ts';
import { says, that } from './kit.ts';

const OVERDUE = RUNGS.findIndex(({ kind }) => kind === 'overdue') + 1;
const wasLate = ({ status, announced }: Clock) => status === 'breached' || announced >= OVERDUE;

/** Grounds of a supervision that the case itself shows (条例 Art. 40; the list is that of the regulation of 2005, Art. 36). */
export function groundsSeen(context: PetitionContext): Ground[] {
  const { clocks, returnedBy } = context;
  const seen = new Set(clocks.filter(wasLate).map(({ slot }): Ground | null => SLOTS[slot].ground));
  if (returnedBy.length >= limitOf('returns', context).amount) seen.add('bounced');
  return (Object.keys(GROUNDS) as Ground[]).filter((ground) => seen.has(ground));
}

export const supervisionGuards = {
  groundHolds: says<'SUPERVISE'>(
    ({ data: { ground } }, context) => ground === 'evasion' || groundsSeen(context).includes(ground),
    '本件没有这一情形',
    'the case shows no such ground',
  ),
  stillOwed: that(
    ({ clocks, closing }) => closing === null || clocks.some(runs),
    '本件已终结，没有待办的义务',
    'the case has ended, and nothing is owed any more',
  ),
  answerOwed: that(
    ({ clocks }) => clockOf(clocks, 'supervision')?.status === 'running',
    '没有待反馈的督办',
    'no answer to a supervision is owed',
  ),
  noAnswerOwed: that(
    ({ clocks }) => clockOf(clocks, 'supervision')?.status !== 'running',
    '正在督办，尚未反馈',
    'it is under supervision already',
  ),
  recommendationsOpen: that(
    ({ recommendations }) => recommendations.some(({ adopted }) => adopted === null),
    '没有待反馈的建议',
    'no recommendation is open',
  ),
  recommendationOpen: says<'ANSWER_RECOMMENDATION'>(
    ({ data: { number } }, { recommendations }) => recommendations[number - 1]?.adopted === null,
    '没有这一待反馈的建议',
    'there is no such recommendation to answer',
  ),
};
