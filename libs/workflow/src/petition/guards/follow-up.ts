import { dateOf } from '@huiyin/domain';
import { limitOf } from '../policy.ts';
import { says, that } from './kit.ts';

export const followUpGuards = {
  visitorIsNotHandler: says<'RECORD_FOLLOW_UP'>(
    ({ by }, { handlers }) => !handlers.includes(by.account),
    '经办人不能回访自己办理的事项',
    'whoever handled the matter cannot do its follow-up',
  ),
  notSolved: says<'RECORD_FOLLOW_UP'>(({ data: { result } }) => result === 'notSolved', '已解决', 'it was solved'),
  reached: says<'RECORD_FOLLOW_UP'>(
    ({ data: { result } }, context) =>
      result !== 'unreachable' || context.round.followUpAttempts + 1 >= limitOf('followUpAttempts', context).amount,
    '尚未联系到',
    'nobody was reached',
  ),
  /** Three calls in one minute are one attempt. */
  attemptIsNew: says<'RECORD_FOLLOW_UP'>(
    ({ data: { result } }, { round: { lastAttemptOn }, now }) =>
      result !== 'unreachable' || lastAttemptOn !== dateOf(now),
    '今天已记录过一次未联系到',
    'an attempt in vain was recorded today already',
  ),
  petitionerReached: that(
    ({ round: { followUpResult } }) => followUpResult === 'satisfied' || followUpResult === 'partly',
    '尚未回访，或回访中信访人表示未解决',
    'there was no follow-up yet, or the petitioner said in it that nothing was solved',
  ),
  answered: that(
    ({ round, closing }) => round.servedOn !== null || closing?.how === 'answered',
    '答复后才能评价',
    'it is rated after the reply',
  ),
};
