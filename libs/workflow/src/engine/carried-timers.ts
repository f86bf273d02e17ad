import type { Instant } from '@huiyin/domain';
import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import { mapped, pathOf } from './migration.ts';
import type { Mapping } from './migration.ts';
import type { ArmedTimer, EngineContext } from './model.ts';

/** What becomes of a case's timers when its chart changes, by the names of their delays. */
export interface TimerFates {
  /** They wait on as they did. */
  readonly kept: readonly string[];
  /** They wait on, to another time: the new chart counts otherwise. */
  readonly moved: readonly string[];
  /** The new chart waits for them, the old one did not. */
  readonly armed: readonly string[];
  /** Nothing waits for them any more. */
  readonly cancelled: readonly string[];
}

export interface CarriedTimers {
  readonly armed: Readonly<Record<string, ArmedTimer>>;
  readonly fates: TimerFates;
}

interface Side {
  readonly machine: AnyStateMachine;
  readonly snapshot: AnyMachineSnapshot;
}

/** One `after` of a state that a case is in. */
interface Wait {
  readonly name: string;
  readonly delay: string;
  readonly path: string;
}

/**
 * The timers of a case under its new chart. XState names a timer after its state, so the old and the new are told to be
 * the same by the delay. A delay that has run out already and left its state as it was has rung: it does not ring again.
 */
export function carryTimers(
  old: Side & { readonly armed: Readonly<Record<string, ArmedTimer>> },
  next: Side,
  { migration, now }: { readonly migration: Mapping; readonly now: Instant },
): CarriedTimers {
  const before = waitsOf(old.snapshot);
  const after = waitsOf(next.snapshot);
  const sameAs = pairs(before, after, migration);
  const armed: Record<string, ArmedTimer> = {};
  const fates = { kept: [] as string[], moved: [] as string[], armed: [] as string[] };
  for (const wait of after) {
    const earlier = sameAs.get(wait);
    if (!earlier) {
      armed[wait.name] = { dueAt: dueAt(next, wait, now), armedAt: now };
      fates.armed.push(wait.delay);
      continue;
    }
    const timer = old.armed[earlier.name];
    if (!timer) continue;
    const moved = dueAt(next, wait, timer.armedAt);
    const same = moved === dueAt(old, earlier, timer.armedAt);
    // Nothing may be due before the day on which it was decided that it is.
    armed[wait.name] = same ? timer : { dueAt: Math.max(moved, now), armedAt: timer.armedAt };
    fates[same ? 'kept' : 'moved'].push(wait.delay);
  }
  const carried = new Set([...sameAs.values()].map(({ name }) => name));
  const cancelled = before.filter(({ name }) => name in old.armed && !carried.has(name)).map(({ delay }) => delay);
  return { armed, fates: { ...fates, cancelled } };
}

function waitsOf({ _nodes: nodes }: AnyMachineSnapshot): Wait[] {
  const waits = nodes.flatMap((node) =>
    node.after.map(({ eventType, delay }): [string, Wait] => {
      const wait = { name: eventType as string, delay: String(delay), path: pathOf(node) };
      return [wait.name, wait];
    }),
  );
  return [...new Map(waits).values()];
}

/** Which wait of the old chart goes on in which of the new: the one whose state goes on there, else one of the same delay. */
function pairs(before: readonly Wait[], after: readonly Wait[], migration: Mapping): Map<Wait, Wait> {
  const found = new Map<Wait, Wait>();
  const free = new Set(before);
  for (const fits of [(old: Wait, wait: Wait) => mapped(old.path, migration) === wait.path, () => true]) {
    for (const wait of after) {
      if (found.has(wait)) continue;
      const old = [...free].find((each) => each.delay === wait.delay && fits(each, wait));
      if (!old) continue;
      found.set(wait, old);
      free.delete(old);
    }
  }
  return found;
}

/** When a delay that begins at an instant is over, as a machine counts in a context. */
function dueAt({ machine, snapshot }: Side, { name, delay }: Wait, begins: Instant): Instant {
  const counts: unknown = machine.implementations.delays[delay] ?? Number(delay);
  const context = { ...(snapshot.context as EngineContext), now: begins };
  const args = { context, event: { type: name } };
  return (
    begins + Math.ceil(typeof counts === 'function' ? (counts as (given: object) => number)(args) : (counts as number))
  );
}
