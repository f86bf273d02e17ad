import { runningClock } from './clock.ts';
import type { Slot } from './slots.ts';
import { followUpGuards } from './guards/follow-up.ts';
import { handlingGuards } from './guards/handling.ts';
import { intakeGuards } from './guards/intake.ts';
import type { Args, Guard } from './guards/kit.ts';
import { remedyGuards } from './guards/remedy.ts';
import { routingGuards } from './guards/routing.ts';
import { supervisionGuards } from './guards/supervision.ts';
import { rungPassed } from './ladder.ts';

const all = {
  ...intakeGuards,
  ...routingGuards,
  ...handlingGuards,
  ...remedyGuards,
  ...followUpGuards,
  ...supervisionGuards,
};
export type GuardName = keyof typeof all;

const running = ({ context }: Args, { slot }: { slot: Slot }) => runningClock(context.clocks, slot);

export const guards = {
  rungPassed,
  clockRuns: (args: Args, params: { slot: Slot }) => running(args, params) !== undefined,
  /** It runs no more, or another has taken its place, whose ladder begins anew. */
  clockGone: (args: Args, params: { slot: Slot }) => running(args, params)?.followed !== true,
  ...(Object.fromEntries(Object.entries(all).map(([name, { passes }]) => [name, passes])) as Record<
    GuardName,
    Guard['passes']
  >),
};

/** Why a guard says no. */
export const REASONS: Readonly<Record<GuardName, { readonly zh: string; readonly en: string }>> = all;
