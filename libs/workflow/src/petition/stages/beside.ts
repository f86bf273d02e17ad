import { and } from 'xstate';
import { meet, start } from '../actions/names.ts';
import type { Slot } from '../slots.ts';
import type { PetitionContext } from '../context.ts';
import { art, ours, practice } from '../kit.ts';
import type { StateConfig } from '../kit.ts';
import { alertPayload, ladder, nextSlot } from '../ladder.ts';
import { evenIfRecused } from '../recusal.ts';

const owed = (slot: Slot) =>
  ({
    ...ladder(slot),
    entry: { type: 'followClock', params: { slot } },
    always: { guard: { type: 'clockGone', params: { slot } }, target: 'none' },
  }) as const;

/** A duty beside the procedure: it is owed exactly as long as its clock runs, whatever stage the case is in. */
const duty = (slot: Slot) =>
  ({
    initial: 'none',
    states: { none: { always: { guard: { type: 'clockRuns', params: { slot } }, target: 'owed' } }, owed: owed(slot) },
  }) as const satisfies StateConfig;

export const duties = {
  /** 交办: result and report to the sender, by the day it has set (Art. 22). */
  report: { ...duty('report'), meta: art('22') },
  /** 执行: a supporting opinion is carried out (Art. 32). */
  execution: { ...duty('execution'), meta: art('32') },
  /** 督办: answered in writing (Art. 40). */
  supervision: { ...duty('supervision'), meta: art('40') },
  /** 协办: parts of the one reply; of several the clock is that of the one due first (practice). */
  parts: {
    meta: practice,
    initial: 'none',
    states: {
      none: { always: { guard: 'partsOwed', target: 'owed', actions: 'startParts' } },
      owed: owed('parts'),
    },
  },
  /** 三项建议: answered in writing; of several the clock is that of the oldest (Art. 40). */
  recommendation: {
    meta: art('40'),
    initial: 'none',
    states: {
      none: { always: { guard: 'recommendationsOpen', target: 'owed', actions: 'startRecommendation' } },
      owed: owed('recommendation'),
    },
  },
} as const satisfies Record<string, StateConfig>;

interface Args {
  readonly context: PetitionContext;
}
const alert = (kind: 'urged' | 'supervised' | 'urgent', level: number, slot?: Slot) => ({
  type: 'alert' as const,
  params: ({ context }: Args) => alertPayload(context, { slot: slot ?? nextSlot(context), kind, level }),
});

/** What may be done in any stage. */
export const anytime = {
  REPORT_BACK: { guard: 'reportOwed', actions: meet('report'), meta: art('22') },
  RECORD_EXECUTION: { guard: 'executionOwed', actions: meet('execution'), meta: art('32') },
  ADD_PARTY: {
    guard: and([
      'transferred',
      'stillOpen',
      'undecided',
      'recipientNotAccused',
      'recipientIsAnother',
      'oneUnitIfSimple',
      'limitAhead',
      'partBeforeReply',
    ]),
    actions: 'addPart',
    meta: practice,
  },
  SUBMIT_PART: { guard: 'isParty', actions: 'submitPart', meta: practice },
  EXCUSE_PART: { guard: 'isParty', actions: 'excusePart', meta: ours },
  /** The unit is no more, has lost the power or has to keep out: another takes the matter over, clocks and all. */
  SUCCEED: {
    guard: and(['takenUp', 'stillOwed', 'recipientNotAccused', 'recipientIsAnother', 'recipientDecidesNotAbove']),
    actions: 'recordSuccessor',
    meta: art('24'),
  },
  RECUSE: { guard: 'stillOpen', actions: 'recordRecusal', meta: evenIfRecused(art('28')) },
  LIFT_RECUSAL: { guard: 'isRecused', actions: 'liftRecusal', meta: evenIfRecused(ours) },
  RATE: { guard: 'answered', actions: 'recordRating', meta: art('21') },
  LINK: { actions: 'recordLink', meta: practice },
  UNLINK: { guard: 'isLinked', actions: 'removeLink', meta: practice },
  REPORT_URGENT: {
    guard: and(['stillOpen', 'notUrgentYet', 'recipientNotAccused']),
    actions: ['markUrgent', alert('urgent', 2)],
    meta: evenIfRecused(art('25')),
  },
  ADD_ACCUSED: { guard: and(['stillOpen', 'fewAccused']), actions: 'addAccused', meta: art('30') },
  REMOVE_ACCUSED: {
    guard: and(['stillOpen', 'isAccused', 'removedByAnother']),
    actions: 'removeAccused',
    meta: ours,
  },
  ATTACH: { guard: 'fewFiles', actions: 'recordAttachments', meta: practice },
  URGE: { guard: 'stillOwed', actions: ['countUrge', alert('urged', 0)], meta: practice },
  SUPERVISE: {
    guard: and(['stillOwed', 'noAnswerOwed', 'groundHolds']),
    actions: ['recordSupervision', start('supervision'), alert('supervised', 0, 'supervision')],
    meta: art('40'),
  },
  ANSWER_SUPERVISION: { guard: 'answerOwed', actions: meet('supervision'), meta: ours },
  RECOMMEND: { guard: 'recipientNotAccused', actions: 'recordRecommendation', meta: art('40') },
  ANSWER_RECOMMENDATION: {
    guard: 'recommendationOpen',
    actions: 'answerRecommendation',
    meta: art('40'),
  },
} as const;
