import { dateOf } from '@huiyin/domain';
import { REFUSAL_BASES } from '../contract/events.ts';
import { clockOf } from './clock.ts';
import type { EventOf, PetitionContext, PetitionEvent } from './context.ts';
import { rungPassed } from './ladder.ts';
import { EXTENSION_LIMIT_DAYS, FOLLOW_UP_ATTEMPTS } from './rules.ts';

/** Guards look, they do not fetch: what they need is in the context or in the event. */
interface Args<E = PetitionEvent> {
  readonly context: PetitionContext;
  readonly event: E;
}

export const guards = {
  rungPassed,

  basisIsStatutory: ({ context, event }: Args) => {
    const { basis } = (event as EventOf<'REFUSE'>).data;
    return basis in REFUSAL_BASES && (basis !== 'litigation-visit' || context.facts.channel === 'visit');
  },
  recipientNotAccused: ({ context, event }: Args) =>
    !context.facts.accusedUnits.includes((event as EventOf<'TRANSFER'>).data.unit),
  objectionUpheld: ({ event }: Args) => (event as EventOf<'DECIDE_OBJECTION'>).data.upheld,
  objectionOver: ({ context }: Args) => clockOf(context.clocks, 'objection')?.status !== 'running',

  heard: ({ context }: Args) => context.heard,
  investigated: ({ context }: Args) => context.investigated,
  opinionComplete: ({ event }: Args) => {
    const { data, sealed } = event as EventOf<'ISSUE_OPINION'>;
    return (
      data.legalBasis !== '' && ['request', 'facts', 'decision'].every((part) => sealed?.fields.includes(part) === true)
    );
  },

  handlingNotOverdue: ({ context }: Args) => context.now < (clockOf(context.clocks, 'handling')?.dueAt ?? 0),
  firstHandling: ({ context }: Args) => context.round === 1,
  noExtensionYet: ({ context }: Args) => context.extension === null || context.extension.status === 'declined',
  extensionRequested: ({ context }: Args) => context.extension?.status === 'requested',
  extensionWithinLimit: ({ event }: Args) => (event as EventOf<'REQUEST_EXTENSION'>).data.days <= EXTENSION_LIMIT_DAYS,
  extensionApproved: ({ event }: Args) => {
    const { approved, reasonNotified } = (event as EventOf<'DECIDE_EXTENSION'>).data;
    return approved && reasonNotified;
  },
  extensionDeclined: ({ event }: Args) => !(event as EventOf<'DECIDE_EXTENSION'>).data.approved,

  serviceDateSound: ({ context, event }: Args) => {
    const { servedOn } = (event as EventOf<'SERVE'>).data;
    if (servedOn === undefined) return true;
    return servedOn <= dateOf(context.now) && (context.approvedOn === null || servedOn >= context.approvedOn);
  },

  visitorIsNotHandler: ({ context, event }: Args) => !context.handlers.includes(event.by.account),
  notSolved: ({ event }: Args) => (event as EventOf<'RECORD_FOLLOW_UP'>).data.result === 'notSolved',
  reached: ({ context, event }: Args) => {
    const { result } = (event as EventOf<'RECORD_FOLLOW_UP'>).data;
    return result !== 'unreachable' || context.followUpAttempts + 1 >= FOLLOW_UP_ATTEMPTS;
  },
  petitionerReached: ({ context }: Args) =>
    context.followUpResult === 'satisfied' || context.followUpResult === 'partly',
  /** Three calls in one minute are one attempt. */
  attemptIsNew: ({ context, event }: Args) =>
    (event as EventOf<'RECORD_FOLLOW_UP'>).data.result !== 'unreachable' ||
    context.lastAttemptOn !== dateOf(context.now),
  recipientIsAnother: ({ context, event }: Args) => context.unit !== (event as EventOf<'TRANSFER'>).data.unit,
};

/** Why a guard says no, for the clerk who asks why an act is greyed out. */
export const REASONS: Readonly<Partial<Record<keyof typeof guards, { zh: string; en: string }>>> = {
  basisIsStatutory: {
    zh: '不予受理须有与本件相符的法定依据',
    en: 'a refusal needs a statutory ground that fits the petition',
  },
  recipientNotAccused: {
    zh: '不得转给被检举、控告的单位（条例第三十条）',
    en: 'it must not go to the unit complained about (Art. 30)',
  },
  heard: { zh: '尚未听取信访人陈述（条例第三十一条）', en: 'the petitioner has not been heard yet (Art. 31)' },
  investigated: { zh: '尚未调查核实（条例第三十一条）', en: 'it has not been investigated yet (Art. 31)' },
  opinionComplete: {
    zh: '意见书四项内容不全（条例第三十二条）',
    en: 'the opinion lacks one of its four parts (Art. 32)',
  },
  handlingNotOverdue: { zh: '办理期限已过，不能再申请延期', en: 'the limit is over, it can no longer be extended' },
  firstHandling: { zh: '二次办理不再延期', en: 'a second handling cannot be extended' },
  noExtensionYet: { zh: '已延期或已有待批的申请，只限一次', en: 'extended or asked for already: once only' },
  extensionRequested: { zh: '没有待批的延期申请', en: 'no extension has been asked for' },
  extensionWithinLimit: { zh: '延期不超过 30 日（条例第三十四条）', en: 'an extension is at most 30 days (Art. 34)' },
  extensionApproved: {
    zh: '批准延期须告知信访人理由（条例第三十四条）',
    en: 'the petitioner must be told why (Art. 34)',
  },
  serviceDateSound: {
    zh: '送达日期不能早于签批日，也不能晚于今天',
    en: 'service is not before approval and not after today',
  },
  petitionerReached: { zh: '回访尚未联系到信访人', en: 'the follow-up has not reached the petitioner yet' },
  attemptIsNew: { zh: '今天已记录过一次未联系到', en: 'an attempt in vain was recorded today already' },
  recipientIsAnother: { zh: '已在该单位', en: 'it is with that unit already' },
  visitorIsNotHandler: { zh: '经办人不能回访自己办理的事项', en: 'whoever handled the matter cannot do its follow-up' },
};
