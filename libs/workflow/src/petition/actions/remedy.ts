import { dateOf } from '@huiyin/domain';
import { meetClock } from '../clock.ts';
import type { Remedy } from '../context.ts';
import { execution } from './handling.ts';
import { change, inRound, on, servedAt } from './kit.ts';
import type { ClockKit } from './kit.ts';

/** 复查与复核 (Art. 35, 36). */
export function remedyActions({ started }: ClockKit) {
  /** Made in time is what was sent in time; the organ's 30 days begin with receipt. */
  const requested = (kind: Remedy['kind']) =>
    on<'REQUEST_REVIEW' | 'REQUEST_RECHECK'>((context, { data: { organ = '', requestedOn, receivedOn } }) => {
      const startOn = receivedOn ?? dateOf(context.now);
      const remedy: Remedy = {
        kind,
        organ,
        requestedOn: requestedOn ?? startOn,
        decision: null,
        // Whoever has decided the review keeps out of the recheck.
        decidedBy: context.round.remedy?.decidedBy ?? null,
        heard: false,
        publish: false,
      };
      return {
        ...inRound(context, { remedy }),
        clocks: started(context, kind, kind, { startOn }),
      };
    });
  return {
    startReviewWindow: change(({ context }) => ({
      clocks: started(context, 'reviewWindow', 'reviewWindow', { startOn: context.round.servedOn ?? undefined }),
    })),
    requestReview: requested('review'),
    requestRecheck: requested('recheck'),
    recordDecision: on<'DECIDE_REVIEW' | 'DECIDE_RECHECK'>((context, event) => {
      const { clocks } = context;
      const { remedy } = context.round;
      const { decision, servedOn } = event.data;
      if (!remedy) return {};
      const publish = 'publish' in event.data && event.data.publish;
      return {
        ...inRound(context, { remedy: { ...remedy, decision, decidedBy: event.by.account, publish } }),
        clocks: meetClock(clocks, remedy.kind, servedAt(context, servedOn)),
      };
    }),
    /** What is changed takes the place of what the opinion said; support is carried out (Art. 32 ¶2). */
    carryOutChange: on<'DECIDE_REVIEW' | 'DECIDE_RECHECK'>((context, { data }) => {
      if (data.decision !== 'change' || data.outcome === undefined) return {};
      const startOn = data.servedOn ?? dateOf(context.now);
      const decided = { ...context, ...inRound(context, { outcome: data.outcome }) };
      return { round: decided.round, clocks: execution(decided, started, { startOn }) };
    }),
    startRecheckWindow: on<'DECIDE_REVIEW'>((context, { data: { servedOn } }) => ({
      clocks: started(context, 'recheckWindow', 'recheckWindow', { startOn: servedOn }),
    })),
    recordRemedyHearing: change(({ context }) => {
      const { remedy } = context.round;
      return inRound(context, { remedy: remedy && { ...remedy, heard: true } });
    }),
  };
}
