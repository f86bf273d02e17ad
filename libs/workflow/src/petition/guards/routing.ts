import { dateOf } from '@huiyin/domain';
import type { LocalDate } from '@huiyin/domain';
import { recipientsOf } from '../../contract/fields.ts';
import { clockOf, runningClock } from '../clock.ts';
import type { PetitionContext } from '../context.ts';
import { limitOf } from '../policy.ts';
import { fitsSimple } from './intake.ts';
import { says, that } from './kit.ts';

const lies = (day: LocalDate | undefined, { now }: PetitionContext) => day === undefined || day > dateOf(now);

export const routingGuards = {
  /** Nobody complained about learns of it from us, in whatever part (Art. 30 ¶3). */
  recipientNotAccused: says(
    ({ type, data }, { facts }) =>
      !recipientsOf(type, data).some((recipient) => facts.accusedUnits.includes(recipient)),
    '不得转给被检举、控告的单位（条例第三十条）',
    'it must not go to the unit complained about (Art. 30)',
  ),
  recipientIsAnother: says<'TRANSFER' | 'ADD_PARTY' | 'SUCCEED'>(
    ({ data: { unit } }, context) => context.unit !== unit,
    '已在该单位',
    'it is with that unit already',
  ),
  limitAhead: says<'TRANSFER' | 'ADD_PARTY' | 'ISSUE_OPINION'>(
    ({ data }, context) =>
      lies('reportBy' in data ? data.reportBy : undefined, context) &&
      lies('dueOn' in data ? data.dueOn : undefined, context) &&
      lies('executeBy' in data ? data.executeBy : undefined, context),
    '指定的期限应在今天之后',
    'the day that is set lies after today',
  ),
  notArbitrated: that(
    ({ arbitrated }) => !arbitrated,
    '承办单位已由共同的上一级机关裁定，裁定为最终（条例第二十四条）',
    'the common superior has decided, finally (Art. 24)',
  ),
  /** Whoever it was first sent to may have been a mistake; sent to and fro, it is for the units to object. */
  notSentBackYet: that(
    ({ returnedBy }) => returnedBy.length === 0,
    '已改转或者退回过一次，请由承办单位提出异议（条例第二十三条）',
    'it was sent elsewhere before: now the unit itself may object (Art. 23)',
  ),
  objectionDeclined: says<'DECIDE_OBJECTION'>(({ data: { upheld } }) => !upheld, '异议已获同意', 'it was upheld'),
  objectionUpheld: says<'DECIDE_OBJECTION'>(
    ({ data: { upheld } }) => upheld,
    '异议未获同意',
    'the objection was not upheld',
  ),
  bouncedTooOften: that(
    (context) => context.returnedBy.length + 1 >= limitOf('returns', context).amount,
    '退回未满两次',
    'it has not been sent back twice',
  ),
  objectionOver: that(
    ({ clocks }) => clockOf(clocks, 'objection')?.status !== 'running',
    '异议期限未满',
    'the window for an objection is open',
  ),
  simpleFits: says<'GIVE_NOTICE'>(
    ({ data }, context) => (data.procedure ?? context.round.procedure) !== 'simple' || fitsSimple(context),
    '本件不符合简易办理的条件',
    'it does not qualify for the simplified procedure',
  ),
  notRecused: says<'ASSIGN'>(
    ({ data: { assignee } }, { recused }) => !recused.includes(assignee),
    '此人应当回避（条例第二十八条）',
    'that person takes no part in it (Art. 28)',
  ),
  mayHandle: says(
    ({ by }, { recused }) => !recused.includes(by.account),
    '您已登记回避，请由他人办理（条例第二十八条）',
    'you are recorded as taking no part in it: somebody else has to (Art. 28)',
  ),
  isParty: says<'SUBMIT_PART' | 'EXCUSE_PART'>(
    ({ data, by }, { parts }) => parts.some(({ unit, status }) => unit === (data.unit ?? by.unit) && status === 'owed'),
    '该单位没有待交的协办意见',
    'no part is owed by that unit',
  ),
  undecided: that(
    ({ round }) => round.outcome === null,
    '意见已出具，不再增加协办单位',
    'the opinion is out: no part is asked for any more',
  ),
  oneUnitIfSimple: that(
    ({ clocks }) => runningClock(clocks, 'handling')?.rule !== 'handlingSimple',
    '简易办理限于单一责任单位，请先转入普通程序',
    'a simplified matter is that of one unit: fall back first',
  ),
  /** Of several that owe a part, each before the one reply that waits for all. */
  partBeforeReply: says<'ADD_PARTY'>(
    ({ data: { dueOn } }, { clocks }) => {
      const reply = runningClock(clocks, 'handling');
      return dueOn === undefined || reply === undefined || dueOn <= reply.dueOn;
    },
    '协办期限不能晚于承办单位的办理期限',
    'a part is due before the reply that waits for it',
  ),
  /** Whoever was named after it had been sent may be the very unit that has it: nobody there can object any more (Art. 30 ¶3). */
  takenUp: that(
    ({ unit, clocks, accused = [] }) =>
      unit !== null &&
      (clockOf(clocks, 'handling') !== undefined || accused.some(({ addedOn }) => addedOn !== undefined)),
    '承办单位尚未接办：受理告知之前请改转或者提出异议',
    'no unit has taken it up: before the notice it is transferred or objected to',
  ),
  /** Nobody decides on an opinion that has become their own. */
  recipientDecidesNotAbove: says<'SUCCEED'>(
    ({ data: { unit } }, { round }) => round.remedy?.organ !== unit,
    '该单位是本件的复查、复核机关',
    'that unit is the one that reviews the matter',
  ),
  isRecused: says<'LIFT_RECUSAL'>(
    ({ data: { account } }, { recused }) => recused.includes(account),
    '此人没有登记回避',
    'that person is not recorded as taking no part in it',
  ),
  transferred: that(({ unit }) => unit !== null, '现在没有承办单位', 'no unit has it in hand now'),
  partsOwed: that(
    ({ parts, closing }) => closing === null && parts.some(({ status }) => status === 'owed'),
    '没有待交的协办意见',
    'no part is owed',
  ),
  partsIn: that(
    ({ parts }) => parts.every(({ status }) => status !== 'owed'),
    '协办意见尚未交齐或免除',
    'a co-handler’s part is neither in nor excused',
  ),
  reportOwed: that(
    ({ clocks }) => clockOf(clocks, 'report')?.status === 'running',
    '没有交办的反馈义务，或已反馈',
    'no report is owed',
  ),
};
