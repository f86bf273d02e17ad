import { MOST_ACCUSED } from '../../contract/accused.ts';
import { MOST_FILES } from '../../contract/events/files.ts';
import { limitOf } from '../policy.ts';
import { REFUSAL_BASES } from '../../contract/names.ts';
import type { PetitionContext } from '../context.ts';
import { says, that } from './kit.ts';

/** 简易办理 (信访事项简易办理办法 Art. 4, 5): a first, simple matter of one body, not assigned from above. */
export function fitsSimple(context: PetitionContext): boolean {
  const { facts, mode, track, parts, round, links } = context;
  const isFirst = round.number === 1 && !links.some(({ relation }) => relation === 'repeat');
  return (
    facts.purpose === 'appeal' &&
    track === null &&
    isFirst &&
    mode !== 'assign' &&
    parts.length === 0 &&
    facts.groupSize < limitOf('collective', context).amount
  );
}

export const intakeGuards = {
  procedureFits: says<'ACCEPT'>(
    ({ data: { procedure } }, context) =>
      procedure === 'ordinary' ||
      (procedure === 'simple' ? fitsSimple(context) : ['inquiry', 'other'].includes(context.facts.purpose)),
    '简易办理限于初次、单一责任单位、非集体、非交办的申诉求决事项；当场答复限于咨询等事项',
    'the simplified procedure is for a first, single and plain appeal; on the spot only inquiries and the like are answered',
  ),
  basisIsStatutory: says<'REFUSE'>(
    ({ data: { basis } }, { facts }) =>
      basis in REFUSAL_BASES &&
      facts.purpose === 'appeal' &&
      (basis !== 'litigation-visit' || facts.channel === 'visit'),
    '不予受理限于申诉求决事项，并须有与本件相符的法定依据；涉诉一项限于走访（条例第十九条、第二十条、第三十六条）',
    'only an appeal is refused, on a statutory ground that fits it; that of litigation is for visits (Art. 19, 20, 36)',
  ),
  toldIfOwed: says<'REFUSE' | 'ANSWER' | 'GIVE_NOTICE'>(
    ({ data }, { facts }) => !facts.contactable || ('notice' in data ? data.notice : data.method) !== 'notOwed',
    '姓名、住址清楚的，应当告知本人（条例第二十三条）',
    'name and address are clear: the petitioner is told (Art. 23)',
  ),
  mergesWithAnother: says<'MERGE'>(
    (_, { facts }) => facts.purpose === 'appeal' && !facts.confidential,
    '只有不需保密的申诉求决事项可以并案',
    'only appeals that are not confidential can be merged',
  ),
  answerable: that(
    ({ facts, parts }) => ['inquiry', 'other'].includes(facts.purpose) && parts.length === 0,
    '当场答复限于没有协办单位的咨询等事项；申诉求决、建议和检举控告应按各自程序答复',
    'only inquiries and the like without co-handlers are answered at once; appeals, suggestions and accusations have their own replies',
  ),
  isLinked: says<'UNLINK'>(
    ({ data: { petition } }, { links, mergedInto }) =>
      petition !== mergedInto && links.some((link) => link.petition === petition),
    '没有这一关联；已并案的请先撤销并案',
    'there is no such link; a merge is undone by itself',
  ),
  endedWithoutReply: that(
    ({ closing }) => closing !== null && ['refused', 'redirected', 'routed', 'withdrawn'].includes(closing.how),
    '已答复的事项不恢复；有新的事实、理由的，请另行登记并关联（条例第三十六条）',
    'an answered petition is not reopened: new facts or reasons are a new petition, linked to it (Art. 36)',
  ),
  fewFiles: says<'ATTACH'>(
    ({ data: { files } }, { attachments = [] }) => attachments.length + files.length <= MOST_FILES.aPetition,
    `一件信访事项最多 ${MOST_FILES.aPetition} 个附件`,
    `a petition has at most ${MOST_FILES.aPetition} files`,
  ),
  fewAccused: says<'ADD_ACCUSED'>(
    ({ data: { add } }, { accused = [] }) => accused.length + add.length <= MOST_ACCUSED,
    `一件信访事项最多登记 ${MOST_ACCUSED} 个被检举、控告人`,
    `a petition names at most ${MOST_ACCUSED} persons and units complained about`,
  ),
  isAccused: says<'REMOVE_ACCUSED'>(
    ({ data: { remove } }, { accused = [] }) =>
      remove.every((number) => accused[number - 1] !== undefined && !accused[number - 1]?.removed),
    '没有这一条，或者已经撤下',
    'there is no such entry, or it was removed',
  ),
  /** It gives somebody back the sight of the matter: two persons answer for that (ours). */
  removedByAnother: says<'REMOVE_ACCUSED'>(
    ({ data: { remove }, by }, { accused = [] }) => remove.every((number) => accused[number - 1]?.by !== by.account),
    '须由登记该条以外的人员撤下',
    'somebody else than who entered it has to remove it',
  ),
  stillOpen: that(({ closing }) => closing === null, '本件已终结', 'the case has ended'),
  notUrgentYet: that(({ urgent }) => !urgent, '已报告', 'it has been reported already'),
  handedOver: that(({ track }) => track !== null, '没有导入其他途径', 'it was not handed over to another procedure'),
  notAccusation: that(
    ({ facts }) => facts.purpose !== 'accusation',
    '检举控告应当转送有权处理的机关，不能只告知本人（条例第二十二条、第三十条）',
    'an accusation is passed on to whoever decides on it, not handed back (Art. 22, 30)',
  ),
  notHandledYet: that(
    ({ round }) => round.number === 1,
    '已经重新办理，应当作出答复；不服的，可以申请复查',
    'it has been taken up again and is owed a reply; against that there is the review',
  ),
  petitionerKnown: that(
    ({ facts }) => facts.contactable,
    '信访人姓名、住址不清，无从确认其撤回',
    'nobody knows who petitions, so nobody can have withdrawn',
  ),
  trackFits: says<'ROUTE_TRACK' | 'REDIRECT'>(
    ({ data: { track } }, { facts: { purpose } }) =>
      track === undefined || (track === 'discipline' ? 'accusation' : 'appeal') === purpose,
    '检举控告由纪检监察机关办理，其他途径限于申诉求决（条例第三十条、第三十一条）',
    'accusations go to discipline inspection, the other ways are for appeals (Art. 30, 31)',
  ),
  organGiven: says<'ROUTE_TRACK'>(
    ({ data: { organ } }) => organ !== undefined,
    '须写明受理的机关',
    'the organ that takes it over must be named',
  ),
  trackStaysHere: says<'ROUTE_TRACK'>(
    ({ data: { track, organ } }, context) => organ === undefined && track !== context.track,
    '该途径由其他机关办理，或本件已导入该途径',
    'that way leads to another organ, or it is on that way already',
  ),
};
