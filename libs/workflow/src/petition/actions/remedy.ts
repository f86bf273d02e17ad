import { dateOf } from '@huiyin/domain';
import { meetClock } from '../clock.ts';
import type { Remedy } from '../context.ts';
import { execution } from './handling.ts';
import { change, on, servedAt } from './kit.ts';
import type { ClockKit } from './kit.ts';

/** 复查与复核 (Art. 35, 36). */
export function remedyActions({ started }: ClockKit) {
  /** Made in time is what was sent in time; the organ's 30 days begin with receipt. */
  const requested = (kind: Remedy['kind']) =>
    on<'REQUEST_REVIEW' | 'REQUEST_RECHECK'>((context, { data: { organ = '', requestedOn, receivedOn } }) => {
      const startOn = receivedOn ?? dateOf(context.now);
      return {
        remedy: {
          kind,
          organ,
          requestedOn: requestedOn ?? startOn,
          decision: null,
          // Whoever has decided the review keeps out of the recheck.
          decidedBy: context.remedy?.decidedBy ?? null,
          heard: false,
          publish: false,
        },
        clocks: started(context, kind, kind, { startOn }),
      };
    });
  return {
    startReviewWindow: change(({ context }) => ({
      clocks: started(context, 'reviewWindow', 'reviewWindow', { startOn: context.servedOn ?? undefined }),
    })),
    requestReview: requested('review'),
    requestRecheck: requested('recheck'),
    recordDecision: on<'DECIDE_REVIEW' | 'DECIDE_RECHECK'>((context, event) => {
      const { remedy, clocks } = context;
      const { decision, servedOn } = event.data;
      return {
        remedy: remedy && {
          ...remedy,
          decision,
          decidedBy: event.by.account,
          publish: 'publish' in event.data && event.data.publish,
        },
        clocks: remedy ? meetClock(clocks, remedy.kind, servedAt(context, servedOn)) : clocks,
      };
    }),
    /** What is changed takes the place of what the opinion said; support is carried out (Art. 32 ¶2). */
    carryOutChange: on<'DECIDE_REVIEW' | 'DECIDE_RECHECK'>((context, { data }) => {
      if (data.decision !== 'change' || data.outcome === undefined) return {};
      const startOn = data.servedOn ?? dateOf(context.now);
      return { outcome: data.outcome, clocks: execution({ ...context, outcome: data.outcome }, started, { startOn }) };
    }),
    startRecheckWindow: on<'DECIDE_REVIEW'>((context, { data: { servedOn } }) => ({
      clocks: started(context, 'recheckWindow', 'recheckWindow', { startOn: servedOn }),
    })),
    recordRemedyHearing: change(({ context: { remedy } }) => ({ remedy: remedy && { ...remedy, heard: true } })),
  };
}
