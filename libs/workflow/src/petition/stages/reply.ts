import { and } from 'xstate';
import { closing, meet, start } from '../actions/names.ts';
import { art, ours, practice } from '../kit.ts';
import type { StateConfig } from '../kit.ts';
import { ladder } from '../ladder.ts';

/** 送达: the follow-up and the time for a review begin with it. */
export const served = <const A extends readonly string[]>(...actions: A) =>
  ({
    guard: and(['served', 'serviceDateSound']),
    target: '#followUp',
    actions: [...actions, 'startFollowUp', 'startReviewWindow'],
    meta: art('32'),
  }) as const;

/** The same, or put on file where nobody can be served. */
export const servedOrFiled = <const A extends readonly string[]>(...actions: A) =>
  [
    served(...actions),
    {
      guard: and(['nobodyToServe', 'serviceDateSound']),
      target: '#closed.onFile',
      actions: [...actions, closing('onFile')],
      meta: ours,
    },
  ] as const;

/** 答复: the opinion is approved and served. The 60 days end with the approved opinion, not with its draft. */
export const reply = {
  id: 'reply',
  meta: art('32'),
  initial: 'approving',
  states: {
    approving: {
      ...ladder('handling'),
      on: {
        APPROVE_OPINION: {
          target: 'serving',
          actions: [meet('handling'), 'recordApproval', start('service')],
          meta: practice,
        },
        RETURN_OPINION: { target: '#handling', actions: 'forgetOpinion', meta: practice },
      },
    },
    serving: {
      ...ladder('service'),
      on: {
        /** An agreement may be that the petition is taken back. */
        WITHDRAW: {
          guard: and(['petitionerKnown', 'agreed']),
          target: '#closed.withdrawn',
          actions: [meet('service'), closing('withdrawn')],
          meta: practice,
        },
        SERVE: servedOrFiled('recordService', 'startExecution'),
      },
    },
  },
} as const satisfies StateConfig;
