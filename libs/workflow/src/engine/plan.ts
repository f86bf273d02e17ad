import type { Instant } from '@huiyin/domain';
import type { ArmedTimer, StepActions } from './model.ts';

/** An action as XState's pure functions return it. */
export interface PlannedAction {
  readonly type: string;
  readonly params: unknown;
}

/** What a step's actions come to: the timers that wait afterwards, and the record of what was asked for. */
export interface Plan {
  readonly armed: Readonly<Record<string, ArmedTimer>>;
  readonly actions: StepActions;
}

/** Turns XState's actions into timers and effects, in the order they were asked for. Pure. */
export function plan(actions: readonly PlannedAction[], before: Plan['armed'], now: Instant): Plan {
  const armed: Record<string, ArmedTimer> = { ...before };
  for (const action of actions) {
    if (action.type === 'xstate.raise') {
      const { id, delay } = action.params as { id: string; delay: number };
      armed[id] = { dueAt: now + Math.ceil(delay), armedAt: now };
    } else if (action.type === 'xstate.cancel') {
      delete armed[(action.params as { sendId: string }).sendId];
    }
  }
  return planned(before, armed, effectsOf(actions));
}

/** What the world owes after these actions. */
export function effectsOf(actions: readonly PlannedAction[]): StepActions['effects'] {
  return actions
    .filter(({ type }) => type !== 'xstate.raise' && type !== 'xstate.cancel')
    .map(({ type, params }) => ({ kind: type, payload: params }));
}

/** The timers that wait afterwards, with what that means for those that waited before: a timer that is the same object waits on. */
export function planned(before: Plan['armed'], armed: Plan['armed'], effects: StepActions['effects']): Plan {
  return { armed, actions: { arm: newlyArmed(before, armed), disarm: gone(before, armed), effects } };
}

/** Sorted by name: the order of an object's keys does not survive the database, and this is hashed. */
function newlyArmed(before: Plan['armed'], after: Plan['armed']) {
  return Object.entries(after)
    .filter(([name, timer]) => before[name] !== timer)
    .map(([name, { dueAt }]) => ({ name, dueAt }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function gone(before: Plan['armed'], after: Plan['armed']): string[] {
  return Object.keys(before)
    .filter((name) => !(name in after))
    .sort();
}
