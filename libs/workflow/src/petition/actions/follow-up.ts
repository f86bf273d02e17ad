import { dateOf } from '@huiyin/domain';
import { meetClock } from '../clock.ts';
import { newRound } from '../context.ts';
import type { PetitionContext } from '../context.ts';
import { limitOf } from '../policy.ts';
import { unmerged } from './intake.ts';
import { change, inRound, on } from './kit.ts';
import type { ClockKit } from './kit.ts';

/** 回访, and what it may lead to. */
export function followUpActions({ started }: ClockKit) {
  return {
    startFollowUp: change(({ context }) => ({
      clocks: started(context, 'followUp', 'followUp', { startOn: context.round.servedOn ?? undefined }),
    })),
    startVisit: change(({ context }) => {
      const clocks = meetClock(context.clocks, 'followUp', context.now);
      return { clocks: started({ ...context, clocks }, 'visit', 'visit') };
    }),
    recordFollowUp: on<'RECORD_FOLLOW_UP'>((context, { data: { result } }) => {
      const followUpAttempts = context.round.followUpAttempts + 1;
      const settled = result !== 'unreachable' || followUpAttempts >= limitOf('followUpAttempts', context).amount;
      const lastAttemptOn = result === 'unreachable' ? dateOf(context.now) : null;
      return inRound(context, { followUpAttempts, lastAttemptOn, followUpResult: settled ? result : null });
    }),
    /** 二次办理: everything is done anew, and counts apart. */
    startRework: change(({ context }) => ({ ...nextRound(context), clocks: started(context, 'handling', 'rework') })),
    /** One that was answered with another has no unit yet: it is passed on first. */
    startAlone: change(({ context }) => ({
      ...nextRound(context),
      ...unmerged(context),
      clocks: started(context, 'transfer', 'retransfer'),
    })),
    recordRating: on<'RATE'>(({ ratings, round: { number } }, { data: { petitionOffice, unit } }) => ({
      ratings: [...ratings.filter((each) => each.round !== number), { round: number, petitionOffice, unit }],
    })),
  };
}

function nextRound({ round }: PetitionContext) {
  return { round: newRound(round.number + 1) };
}
