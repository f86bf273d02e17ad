import type { AnyMachineSnapshot, AnyStateMachine, StateValue } from 'xstate';
import type { CaseRecord, PetitionContext } from '@huiyin/workflow';
import { next, nextDue, plan } from '../../../libs/workflow/src/engine/step.ts';
import type { ACase } from '../../support/a-case.ts';
import { petition } from '../../support/a-case.ts';
import type { Saying } from './sayings.ts';
import { TRANSITIONS } from './transitions.ts';

const machine = petition.machine;

/** Where a case is and how it came there: the engine's steps without its chain, for walks of many thousand steps. */
export interface Situation {
  readonly value: StateValue;
  readonly context: PetitionContext;
  readonly armed: CaseRecord['armed'];
  readonly now: number;
  /** The case that the walk began with. */
  readonly begun: ACase;
  readonly before: Situation | null;
  /** What was said in the step that led here; null for time. */
  readonly said: Saying | null;
  /** Names of the transitions taken in that step; the first is the one that was set off, the others followed from it. */
  readonly taken: readonly string[];
}

export function begin(begun: ACase): Situation {
  const { value, context, armed } = begun.record;
  return {
    value,
    context: context,
    armed,
    now: begun.now,
    begun,
    before: null,
    said: null,
    taken: [],
  };
}

/** The timer that comes first; one that is due already goes before anything that is said. */
export function timerOf({ armed }: Situation) {
  return nextDue({ armed });
}

export function mustSettle(at: Situation): boolean {
  return (timerOf(at)?.dueAt ?? Infinity) <= at.now;
}

/** The situation after a saying, or null if it is not accepted. */
export function say(at: Situation, said: Saying, snapshot = snapshotOf(at, at.now)): Situation | null {
  return stepped(at, snapshot, said.order, { armed: at.armed, now: at.now, said });
}

/** Names of the transitions that a saying would set off. */
export function setOff(snapshot: AnyMachineSnapshot, { order }: Saying): string[] {
  return machine.getTransitionData(snapshot, order as never).map((each) => TRANSITIONS.get(each as never) ?? 'unknown');
}

/** The situation after the next timer. */
export function wait(at: Situation): Situation {
  const timer = timerOf(at);
  if (!timer) throw new Error('nothing is waiting');
  const { [timer.name]: _fired, ...armed } = at.armed;
  const now = Math.max(at.now, timer.dueAt);
  const after = stepped(at, snapshotOf(at, timer.dueAt), { type: timer.name }, { armed, now, said: null });
  if (!after) throw new Error(`the chart does not know its own timer ${timer.name}`);
  return after;
}

export function snapshotOf({ value, context }: Situation, now: number): AnyMachineSnapshot {
  return machine.resolveState({ value, context: { ...context, now } });
}

interface Step {
  readonly armed: CaseRecord['armed'];
  readonly now: number;
  readonly said: Saying | null;
}

function stepped(before: Situation, snapshot: AnyMachineSnapshot, event: { type: string }, step: Step) {
  const heard = new Ear();
  const [after, actions] = next(heard.machine, snapshot, event);
  if (after === snapshot) return null;
  const { armed } = plan(actions, step.armed, snapshot.context.now);
  const { begun } = before;
  const { value } = after;
  return { ...step, value, context: after.context, armed, begun, before, taken: heard.taken };
}

/** Hears from XState's inspection which transitions a step takes. */
class Ear {
  readonly taken: string[] = [];
  readonly machine = {
    transition: (from: unknown, by: unknown, scope: { system: object }) => {
      const system = Object.create(scope.system, { _sendInspectionEvent: { value: this.hear } }) as object;
      return machine.transition(from as never, by, { ...scope, system } as never);
    },
  } as unknown as AnyStateMachine;

  private readonly hear = (inspected: { _transitions?: readonly object[] }) => {
    for (const each of inspected._transitions ?? []) this.taken.push(TRANSITIONS.get(each as never) ?? 'unknown');
  };
}

/** The same story told to the engine, with its history. */
export function toldAgain(at: Situation): ACase {
  const steps: Situation[] = [];
  for (let each: Situation | null = at; each.before; each = each.before) steps.unshift(each);
  return steps.reduce((told, { said, now }) => {
    const then = told.until(now);
    return said ? then.send(said.type, said.data, said.by) : then;
  }, at.begun);
}

/** Lets time pass, firing what falls due on the way. */
export function until(at: Situation, instant: number): Situation {
  let current = at;
  while ((timerOf(current)?.dueAt ?? Infinity) <= instant) current = wait(current);
  return { ...current, now: Math.max(current.now, instant), before: current, said: null, taken: [] };
}
