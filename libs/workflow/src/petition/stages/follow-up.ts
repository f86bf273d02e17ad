import { and } from 'xstate';
import { cancel, closing, endWindow, meet, pause, resume, start } from '../actions/names.ts';
import type { PetitionContext } from '../context.ts';
import type { GuardName } from '../guards.ts';
import { allOf, art, ours, practice } from '../kit.ts';
import type { StateConfig } from '../kit.ts';
import { alertPayload, ladder } from '../ladder.ts';

const followUpCall = ({ context }: { context: PetitionContext }) =>
  alertPayload(context, { slot: 'followUp', kind: 'followUpDue', level: 0 });

const followUpEnds = [cancel('followUp'), cancel('visit')] as const;
const windowsEnd = [cancel('reviewWindow'), cancel('recheckWindow')] as const;

/**
 * 二次办理, once: whoever is not content then has 复查, which a second and third time round must not put off (Art. 35).
 * By the unit that has it; one that was answered with another has none yet and is passed on to it first.
 */
const again = <const A extends readonly (string | object)[], const M>(
  guards: readonly GuardName[],
  actions: A,
  meta: M,
) =>
  [
    { guard: allOf(...guards, 'transferred'), target: '#handling', actions: [...actions, 'startRework'], meta },
    { guard: allOf(...guards), target: '#transferring', actions: [...actions, 'startAlone'], meta },
  ] as const;

const visitor = ['visitorIsNotHandler', 'attemptIsNew'] as const;

/** 回访: on the 15th day after service (practice). */
const visit = {
  initial: 'waiting',
  states: {
    waiting: {
      after: {
        FOLLOW_UP_OPENS: { target: 'due', actions: [{ type: 'alert', params: followUpCall }, 'startVisit'] },
      },
    },
    due: {
      ...ladder('visit'),
      tags: ['followUpDue'],
      on: {
        RECORD_FOLLOW_UP: [
          ...again(
            [...visitor, 'notSolved', 'notReviewedYet', 'notHandledYet'],
            ['recordFollowUp', meet('visit'), ...windowsEnd],
            practice,
          ),
          {
            guard: allOf(...visitor, 'reached'),
            target: 'recorded',
            actions: ['recordFollowUp', meet('visit')],
            meta: practice,
          },
          { guard: allOf(...visitor), actions: 'recordFollowUp', meta: practice },
        ],
      },
    },
    recorded: { type: 'final' },
  },
} as const satisfies StateConfig;

/** The opinion is undone, and whatever it promised. */
const undone = ['recordDecision', ...followUpEnds, cancel('execution')] as const;
const decider = ['deciderIsAnother', 'decisionDateSound'] as const;

/** Asked for within 30 days, whenever the request arrives: also when the case has been closed meanwhile. */
export const requests = {
  REQUEST_REVIEW: {
    guard: and(['reviewable', 'notReviewedYet', 'organNamed', 'recipientNotAccused', 'requestDateSound']),
    actions: [endWindow('reviewWindow'), 'requestReview'],
    meta: art('35'),
  },
  REQUEST_RECHECK: {
    guard: and(['reviewed', 'organNamed', 'recipientNotAccused', 'requestDateSound']),
    actions: [endWindow('recheckWindow'), 'requestRecheck'],
    meta: art('36'),
  },
} as const;

/** 复查、复核: the petitioner's own two remedies, each to the unit above the one before (Art. 35, 36). */
const remedy = {
  meta: art('35'),
  initial: 'window',
  on: {
    REQUEST_REVIEW: { ...requests.REQUEST_REVIEW, target: '.reviewing' },
    REQUEST_RECHECK: { ...requests.REQUEST_RECHECK, target: '.rechecking' },
  },
  states: {
    window: {
      always: { guard: 'notReviewable', target: 'settled', actions: cancel('reviewWindow') },
      after: { REVIEW_WINDOW_DUE: { target: 'settled', actions: endWindow('reviewWindow') } },
    },
    reviewing: {
      ...ladder('review'),
      tags: ['underReview'],
      on: {
        DECIDE_REVIEW: [
          ...again([...decider, 'anew'], undone, art('35')),
          {
            guard: allOf(...decider),
            target: 'recheckWindow',
            actions: ['recordDecision', 'carryOutChange', 'startRecheckWindow'],
            meta: art('35'),
          },
        ],
      },
    },
    recheckWindow: {
      meta: art('36'),
      after: { RECHECK_WINDOW_DUE: { target: 'settled', actions: endWindow('recheckWindow') } },
    },
    rechecking: {
      meta: art('36'),
      ...ladder('recheck'),
      tags: ['underReview'],
      on: {
        OPEN_HEARING: {
          guard: 'notHeardYet',
          target: 'rechecksHearing',
          actions: [pause('recheck'), start('hearing')],
          meta: art('36'),
        },
        DECIDE_RECHECK: [
          ...again([...decider, 'publishedAfterHearing', 'anew'], undone, art('36')),
          {
            guard: allOf(...decider, 'publishedAfterHearing'),
            target: 'settled',
            actions: ['recordDecision', 'carryOutChange'],
            meta: art('36'),
          },
        ],
      },
    },
    /** The time of this hearing is not counted (Art. 36 ¶2): the clock of the recheck stands, another one runs. */
    rechecksHearing: {
      meta: art('36'),
      ...ladder('hearing'),
      tags: ['underReview', 'hearing'],
      on: {
        CLOSE_HEARING: {
          target: 'rechecking',
          actions: [meet('hearing'), resume('recheck'), 'recordRemedyHearing'],
          meta: art('36'),
        },
      },
    },
    settled: { type: 'final' },
  },
} as const satisfies StateConfig;

/** 回访 and, beside it, 复查 and 复核; when both are done with, the matter ends. */
export const followUp = {
  id: 'followUp',
  meta: practice,
  type: 'parallel',
  onDone: { target: 'closed.concluded', actions: closing('concluded') },
  states: { visit, remedy },
  on: {
    CLOSE: {
      guard: and(['petitionerReached', 'notUnderReview']),
      target: 'closed.concluded',
      actions: closing('concluded'),
      meta: ours,
    },
    REWORK: again(['notReviewedYet', 'notHandledYet'], [...followUpEnds, ...windowsEnd], ours),
  },
} as const satisfies StateConfig;
