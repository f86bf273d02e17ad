import { dateOf } from '@huiyin/domain';
import { clockOf, endClock, extendClock, meetClock } from '../clock.ts';
import type { Clock } from '../clock.ts';
import type { PetitionContext } from '../context.ts';
import { change, inRound, on, servedAt, withHandler } from './kit.ts';
import type { ClockKit, Start } from './kit.ts';

/** 办理与答复: what is found out, decided and served. */
export function handlingActions({ started, reckoningOf }: ClockKit) {
  return {
    recordHearing: change(({ context, event }) => ({
      ...inRound(context, { heard: true }),
      handlers: withHandler(context, event),
    })),
    recordInvestigation: change(({ context, event }) => ({
      ...inRound(context, { investigated: true }),
      handlers: withHandler(context, event),
    })),
    recordExtensionRequest: on<'REQUEST_EXTENSION'>((_, { data: { days } }) => ({
      extension: { requestedDays: days, status: 'requested' },
    })),
    grantExtension: change(({ context }) => {
      const requestedDays = context.extension?.requestedDays ?? 0;
      return {
        extension: { requestedDays, status: 'granted' },
        clocks: extendClock(context.clocks, 'handling', requestedDays, reckoningOf(context)),
      };
    }),
    declineExtension: change(({ context }) => ({
      extension: { requestedDays: context.extension?.requestedDays ?? 0, status: 'declined' },
    })),
    /** One way only: the 60 days count from the day of acceptance all the same. */
    fallBack: change(({ context }) => ({
      ...inRound(context, { procedure: 'ordinary' }),
      clocks: started(context, 'handling', 'handling', { startOn: clockOf(context.clocks, 'handling')?.startOn }),
    })),
    /** An organ's own duty has a time of its own, from the day of acceptance; handled again, it keeps the time of that. */
    startDuty: change(({ context }) =>
      context.round.number > 1
        ? {}
        : { clocks: started(context, 'handling', 'duty', { startOn: clockOf(context.clocks, 'handling')?.startOn }) },
    ),
    recordSettlement: change(({ context, event }) => ({
      ...inRound(context, { outcome: 'settled', approvedOn: dateOf(context.now) }),
      handlers: withHandler(context, event),
    })),
    recordOpinion: on<'ISSUE_OPINION'>((context, event) => ({
      ...inRound(context, { outcome: event.data.outcome, executeBy: event.data.executeBy ?? null }),
      handlers: withHandler(context, event),
    })),
    /** Whoever signs an opinion has a part in it. */
    recordApproval: change(({ context, event }) => ({
      ...inRound(context, { approvedOn: dateOf(context.now) }),
      handlers: withHandler(context, event),
    })),
    forgetOpinion: change(({ context }) => inRound(context, { outcome: null, executeBy: null })),
    recordService: on<'SERVE'>((context, { data: { servedOn } }) => {
      const at = servedAt(context, servedOn);
      const clocks = meetClock(meetClock(context.clocks, 'service', at), 'merged', at);
      return { ...inRound(context, { servedOn: servedOn ?? dateOf(context.now) }), clocks };
    }),
    /**
     * A supporting opinion is carried out (Art. 32 ¶2); by when, it says itself or we do. It takes the place of an earlier
     * one, whatever that has promised.
     */
    startExecution: change(({ context }) => ({
      clocks: execution(context, started, {
        startOn: context.round.servedOn ?? undefined,
        setOn: context.round.executeBy,
      }),
    })),
  };
}

/** What is supported is to be carried out; whatever was to be before that falls away. */
export function execution(context: PetitionContext, started: ClockKit['started'], from: Start): readonly Clock[] {
  if (context.round.outcome === 'support') return started(context, 'execution', 'execution', from);
  return endClock(context.clocks, 'execution', 'cancelled', context.now);
}
