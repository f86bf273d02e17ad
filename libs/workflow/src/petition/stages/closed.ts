import { cancel, startBy } from '../actions/names.ts';
import { ours, practice } from '../kit.ts';
import type { StateConfig } from '../kit.ts';
import { requests } from './follow-up.ts';
import { served } from './reply.ts';

/** What came of a procedure that the matter was handed over to is linked back. */
const linkedBack = {
  on: {
    RECORD_TRACK_OUTCOME: { guard: 'handedOver', actions: 'recordTrackOutcome', meta: practice },
  },
} as const;

const visited = '#followUp.visit.recorded';

/** 终结: not a state of the regulation, which ends a matter only by 复核 (Art. 36); ours, so that nothing stays open unseen. */
export const closed = {
  id: 'closed',
  meta: ours,
  tags: ['closed'],
  entry: 'cancelClocks',
  initial: 'concluded',
  on: {
    REOPEN: {
      guard: 'endedWithoutReply',
      target: 'acceptance',
      actions: ['beginAgain', cancel('report'), startBy('transfer', 'retransfer')],
      meta: ours,
    },
  },
  states: {
    /** A request that was made in time and arrives now is heard; the follow-up has been made. */
    concluded: {
      on: {
        REQUEST_REVIEW: {
          ...requests.REQUEST_REVIEW,
          target: [visited, '#followUp.remedy.reviewing'],
          actions: ['forgetClosing', ...requests.REQUEST_REVIEW.actions],
        },
        REQUEST_RECHECK: {
          ...requests.REQUEST_RECHECK,
          target: [visited, '#followUp.remedy.rechecking'],
          actions: ['forgetClosing', ...requests.REQUEST_RECHECK.actions],
        },
      },
    },
    answered: {},
    /** Whoever could not be told turns up after all: the reply is served, and whatever follows from that. */
    onFile: { on: { SERVE: served('forgetClosing', 'recordService') } },
    refused: linkedBack,
    redirected: linkedBack,
    routed: linkedBack,
    withdrawn: {},
  },
} as const satisfies StateConfig;
