import { dateOf } from '@huiyin/domain';
import { meetClock } from '../clock.ts';
import { change, on } from './kit.ts';
import type { ClockKit } from './kit.ts';

/** 催办、督办、三项建议 (Art. 40). */
export const supervisionActions = ({ started }: ClockKit) => ({
  countUrge: change(({ context }) => ({ urged: context.urged + 1 })),
  recordSupervision: on<'SUPERVISE'>(({ supervised }, { data: { ground } }) => ({
    supervised: [...supervised, ground],
  })),
  recordRecommendation: on<'RECOMMEND'>(({ recommendations, now }, { data: { to } }) => ({
    recommendations: [...recommendations, { to, on: dateOf(now), adopted: null }],
  })),
  /** The clock is that of the oldest that is open: an answer to a later one leaves it alone. */
  answerRecommendation: on<'ANSWER_RECOMMENDATION'>((context, { data: { number, adopted } }) => {
    const { recommendations, clocks, now } = context;
    const oldest = recommendations.findIndex((each) => each.adopted === null);
    return {
      recommendations: recommendations.map((each, index) => (index === number - 1 ? { ...each, adopted } : each)),
      clocks: oldest === number - 1 ? meetClock(clocks, 'recommendation', now) : clocks,
    };
  }),
  startRecommendation: change(({ context }) => ({
    clocks: started(context, 'recommendation', 'recommendation', {
      startOn: context.recommendations.find(({ adopted }) => adopted === null)?.on,
    }),
  })),
});
