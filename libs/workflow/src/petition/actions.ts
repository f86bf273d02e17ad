import { clockActions } from './actions/clocks.ts';
import { followUpActions } from './actions/follow-up.ts';
import { handlingActions } from './actions/handling.ts';
import { intakeActions } from './actions/intake.ts';
import { createClocks } from './actions/kit.ts';
import { remedyActions } from './actions/remedy.ts';
import { routingActions } from './actions/routing.ts';
import { supervisionActions } from './actions/supervision.ts';
import type { PetitionContext } from './context.ts';
import type { alertPayload } from './ladder.ts';
import type { Reckoning } from './policy.ts';

/** What the chart does to its context. `alert` alone is for the world, and is carried out after the commit. */
export function createActions(reckoningOf: (context: PetitionContext) => Reckoning) {
  const clocks = createClocks(reckoningOf);
  return {
    alert: (_: unknown, _params: ReturnType<typeof alertPayload>) => undefined,
    ...clockActions(clocks),
    ...intakeActions(clocks),
    ...routingActions(clocks),
    ...handlingActions(clocks),
    ...remedyActions(clocks),
    ...followUpActions(clocks),
    ...supervisionActions(clocks),
  };
}
