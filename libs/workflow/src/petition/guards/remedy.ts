import { dateOf } from '@huiyin/domain';
import type { LocalDate } from '@huiyin/domain';
import { clockOf } from '../clock.ts';
import type { Clock } from '../clock.ts';
import type { PetitionContext } from '../context.ts';
import { isResidual } from './handling.ts';
import { says, that } from './kit.ts';

function isReviewable(context: PetitionContext): boolean {
  return isResidual(context) && context.round.outcome !== 'settled';
}

const within = ({ startOn, dueOn }: Clock, day: LocalDate) => day >= startOn && day <= dueOn;

export const remedyGuards = {
  /** Only an opinion of the petition procedure can be reviewed; an agreement and a reply to a suggestion cannot. */
  notReviewable: that((context) => !isReviewable(context), '可以申请复查', 'it can be reviewed'),
  reviewable: that(
    isReviewable,
    '只有信访程序的处理意见可以申请复查（条例第三十五条）',
    'only an opinion of the petition procedure can be reviewed (Art. 35)',
  ),
  notReviewedYet: that(
    ({ round: { remedy } }) => remedy === null,
    '已经申请过复查',
    'a review has been asked for already',
  ),
  reviewed: that(
    ({ round: { remedy } }) => remedy?.kind === 'review' && remedy.decision !== null,
    '尚无复查意见，或已经申请过复核',
    'there is no review to be rechecked, or a recheck has been asked for already',
  ),
  organNamed: says<'REQUEST_REVIEW' | 'REQUEST_RECHECK'>(
    ({ data: { organ } }, { unit, round: { remedy } }) =>
      organ !== undefined && organ !== unit && organ !== remedy?.organ,
    '应当向上一级机关、单位提出（条例第三十五条、第三十六条）',
    'it goes to the unit above the one before (Art. 35, 36)',
  ),
  /** By the day of the request, not of its arrival: days in the post do not count (民事诉讼法 Art. 85). */
  requestDateSound: says<'REQUEST_REVIEW' | 'REQUEST_RECHECK'>(
    ({ type, data }, { now, clocks }) => {
      const window = clockOf(clocks, type === 'REQUEST_REVIEW' ? 'reviewWindow' : 'recheckWindow');
      const received = data.receivedOn ?? dateOf(now);
      const on = data.requestedOn ?? received;
      return window !== undefined && received <= dateOf(now) && on <= received && within(window, on);
    },
    '申请日期须在送达后三十日的期限内（末日见期限表），不晚于收到之日；收到之日不晚于今天',
    'the request was made within the 30 days after service (see the clocks for the last of them), not after its receipt; and that is not after today',
  ),
  notHeardYet: that(
    ({ round: { remedy }, facts }) => remedy?.heard === false && !facts.confidential,
    '复核听证只举行一次，且限于不需保密的事项（条例第三十六条）',
    'a recheck has one hearing, and none where the matter is confidential (Art. 36)',
  ),
  decisionDateSound: says<'DECIDE_REVIEW' | 'DECIDE_RECHECK'>(
    ({ data: { servedOn } }, { now, round: { remedy }, clocks }) =>
      servedOn === undefined ||
      (remedy !== null && servedOn <= dateOf(now) && servedOn >= (clockOf(clocks, remedy.kind)?.startOn ?? '')),
    '送达日期不能早于收到申请之日，也不能晚于今天',
    'service is not before the receipt of the request and not after today',
  ),
  anew: says<'DECIDE_REVIEW' | 'DECIDE_RECHECK'>(
    ({ data: { decision } }) => decision === 'revoke' || decision === 'orderAnew',
    '没有撤销或者责令重新办理',
    'it was neither revoked nor ordered anew',
  ),
  deciderIsAnother: says<'DECIDE_REVIEW' | 'DECIDE_RECHECK'>(
    ({ by }, { handlers, round: { remedy } }) => !handlers.includes(by.account) && remedy?.decidedBy !== by.account,
    '办理、签批或者复查过本件的人不能再作复查、复核决定',
    'whoever has handled, signed or reviewed the matter cannot decide on it above',
  ),
  publishedAfterHearing: says<'DECIDE_RECHECK'>(
    ({ data: { publish } }, { round: { remedy } }) => !publish || remedy?.heard === true,
    '只有经过听证的复核意见可以公示（条例第三十六条）',
    'only a recheck after a hearing may be published (Art. 36)',
  ),
  notUnderReview: that(
    ({ round: { remedy } }) => remedy?.decision !== null,
    '正在复查或者复核',
    'a review or recheck is under way',
  ),
};
