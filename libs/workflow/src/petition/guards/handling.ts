import { dateOf } from '@huiyin/domain';
import { clockOf, runningClock } from '../clock.ts';
import type { PetitionContext } from '../context.ts';
import { limitOf } from '../policy.ts';
import { says, that } from './kit.ts';

const APPEALS = ['support', 'explain', 'reject'];
const SUGGESTIONS = ['adopt', 'partlyAdopt', 'notAdopt'];

/** The petition procedure proper, Art. 31(6): the only one with 60 days and with 复查 and 复核. */
export function isResidual({ facts, track }: PetitionContext): boolean {
  return facts.purpose === 'appeal' && track === null;
}

export const handlingGuards = {
  heard: that(
    ({ round, facts }) => round.heard || facts.purpose !== 'appeal' || !facts.contactable,
    '尚未听取信访人陈述（条例第三十一条）',
    'the petitioner has not been heard yet (Art. 31)',
  ),
  investigated: that(
    ({ round, facts }) => round.investigated || ['inquiry', 'other'].includes(facts.purpose),
    '尚未调查核实、研究论证（条例第二十九条、第三十一条）',
    'it has not been investigated or studied yet (Art. 29, 31)',
  ),
  opinionComplete: says<'ISSUE_OPINION'>(
    ({ data, sealed }) =>
      data.legalBasis !== '' &&
      ['request', 'facts', 'decision'].every((part) => sealed?.fields.includes(part) === true),
    '意见书四项内容不全（条例第三十二条）',
    'the opinion lacks one of its four parts (Art. 32)',
  ),
  outcomeFits: says<'ISSUE_OPINION'>(
    ({ data: { outcome, executeBy } }, { facts }) =>
      (facts.purpose === 'suggestion' ? SUGGESTIONS : APPEALS).includes(outcome) &&
      (executeBy === undefined || outcome === 'support'),
    '建议事项的结果为采纳、部分采纳、未采纳，其他事项为支持、解释说明、不支持；只有支持的意见有落实期限',
    'a suggestion is adopted, partly or not; everything else is supported, explained or rejected; only support is carried out',
  ),
  simpleSupports: says<'ISSUE_OPINION'>(
    ({ data: { outcome } }, { round }) => round.procedure !== 'simple' || outcome !== 'reject',
    '可能不予支持的不适用简易办理，请先转入普通程序',
    'what is not supported does not fit the simplified procedure: fall back first',
  ),
  isSimple: that(({ round }) => round.procedure === 'simple', '本件不是简易办理', 'it is not a simplified matter'),

  residual: that(
    isResidual,
    '只适用于信访程序办理的申诉求决事项（条例第三十一条第六项）',
    'only for appeals in the petition procedure (Art. 31(6))',
  ),
  notSimple: that(
    ({ round }) => round.procedure !== 'simple',
    '简易办理不延期，请先转入普通程序',
    'a simplified matter is not extended: fall back first',
  ),
  handlingNotOverdue: that(
    ({ clocks, now }) => now < (clockOf(clocks, 'handling')?.dueAt ?? 0),
    '办理期限已过，不能再延期',
    'the limit is over, it can no longer be extended',
  ),
  firstHandling: that(({ round }) => round.number === 1, '二次办理不再延期', 'a second handling cannot be extended'),
  noExtensionYet: that(
    ({ extension }) => extension === null || extension.status === 'declined',
    '已延期或已有待批的申请，只限一次',
    'extended or asked for already: once only',
  ),
  extensionRequested: that(
    ({ extension }) => extension?.status === 'requested',
    '没有待批的延期申请',
    'no extension has been asked for',
  ),
  extensionWithinLimit: says<'REQUEST_EXTENSION'>(
    ({ data: { days } }, context) => days <= limitOf('extension', context).amount,
    '延期超过规定的天数（条例第三十四条为 30 日，地方另有规定的从其规定）',
    'longer than an extension may be: 30 days (Art. 34), unless the province says otherwise',
  ),
  extensionApproved: says<'DECIDE_EXTENSION'>(({ data: { approved } }) => approved, '未批准', 'it was not approved'),
  extensionDeclined: says<'DECIDE_EXTENSION'>(({ data: { approved } }) => !approved, '已批准', 'it was approved'),

  serviceDateSound: says<'SERVE'>(
    ({ data: { servedOn } }, { now, round: { approvedOn }, clocks, facts }) =>
      servedOn === undefined ||
      (servedOn <= dateOf(now) &&
        servedOn >= (approvedOn ?? runningClock(clocks, 'merged')?.startOn ?? facts.receivedOn)),
    '送达日期不能早于签批日、并案日，也不能晚于今天',
    'service is not before approval or the merge, and not after today',
  ),
  served: says<'SERVE'>(
    ({ data: { method } }) => method !== 'onFile',
    '存档备查只用于姓名、住址不清、无法送达的',
    'a reply is put on file only where nobody can be served',
  ),
  nobodyToServe: says<'SERVE'>(
    ({ data: { method } }, { facts }) => method === 'onFile' && !facts.contactable,
    '姓名、住址清楚的，应当送达',
    'name and address are clear: it must be served',
  ),
  executionOwed: that(
    ({ clocks }) => clockOf(clocks, 'execution')?.status === 'running',
    '没有待落实的意见，或已落实',
    'nothing is to be carried out',
  ),
  agreed: that(
    ({ round }) => round.outcome === 'settled',
    '处理意见已签批，应当送达',
    'the opinion is signed and has to be served',
  ),
  heardInPublic: that(
    ({ facts }) => facts.purpose === 'appeal' && !facts.confidential,
    '听证限于不需保密的申诉求决事项（条例第三十一条）',
    'only appeals that are not confidential have a hearing (Art. 31)',
  ),
  mediable: that(
    ({ facts }) => facts.purpose === 'appeal',
    '调解限于申诉求决事项（条例第三十三条）',
    'only appeals are mediated (Art. 33)',
  ),
};
