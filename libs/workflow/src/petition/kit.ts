import { startOfDay } from '@huiyin/domain';
import { and, setup } from 'xstate';
import { createActions } from './actions.ts';
import { clockIn } from './clock.ts';
import type { PetitionContext, PetitionEvent, PetitionInput } from './context.ts';
import { guards } from './guards.ts';
import type { GuardName } from './guards.ts';
import { LADDER_DELAYS } from './ladder.ts';
import type { Reckoning } from './policy.ts';

/** Where a step comes from: an article of 《信访工作条例》 (2022), or `null` and whether it is practice or ours. */
interface Meta {
  readonly article: string | null;
  readonly mark?: 'practice' | 'ours';
}

/** The words the chart is written in: its guards, actions and delays. */
export function createKit(reckoningOf: (context: PetitionContext) => Reckoning) {
  return setup({
    types: {
      context: {} as PetitionContext,
      events: {} as PetitionEvent,
      input: {} as PetitionInput,
      meta: {} as Meta | { readonly slot: string },
    },
    guards,
    delays: {
      ...LADDER_DELAYS,
      FOLLOW_UP_OPENS: ({ context }) =>
        Math.max(0, startOfDay(clockIn(context.clocks, 'followUp').dueOn) - context.now),
    },
    actions: createActions(reckoningOf),
  });
}
type Kit = ReturnType<typeof createKit>;

/** A state of the chart, as the files of its stages write it. */
export type StateConfig = NonNullable<Parameters<Kit['createMachine']>[0]['states']>[string];

/** All of these conditions; where a list of them is shared by several transitions. */
export const allOf = (...names: readonly GuardName[]) => and<PetitionContext, PetitionEvent, GuardName[]>(names);

/** What a transition rests on. */
export const art = (article: string) => ({ article }) as const;
export const practice = { article: null, mark: 'practice' } as const;
export const ours = { article: null, mark: 'ours' } as const;
