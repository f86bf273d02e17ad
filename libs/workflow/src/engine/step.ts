import type { Instant } from '@huiyin/domain';
import { getNextTransitions, initialTransition, transition } from 'xstate';
import type { AnyActorLogic, AnyEventObject, AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import { append, GENESIS } from './chain.ts';
import type { Definition } from './definition.ts';
import { DelayNotFinite, EndlessTimers, EventNotAccepted } from './errors.ts';
import type { ArmedTimer, CaseRecord, EngineContext, HistoryEntry, Moved, Said, StepActions } from './model.ts';
import { refusingGuards } from './refusal.ts';

/**
 * How many timers may fire in a row although the last instant that was reached does not advance. A case that nobody touches
 * for years fires any number of timers, each later than the one before; only a chart that arms itself in the past goes on
 * without an end.
 */
const MOST_WITHOUT_PROGRESS = 1000;

/** The first line of a case. The chart's input is what the opening event says, when, and by whom. */
export function openCase<C extends EngineContext>(
  definition: Definition<C>,
  caseId: string,
  { event, actor, now }: Said,
): Moved<C> {
  const [snapshot, actions] = first(definition.machine, { data: event.data, now, by: actor });
  const blank: CaseRecord<C> = {
    id: caseId,
    machineId: definition.id,
    machineVersion: definition.version,
    revision: 0,
    value: {},
    context: { now } as C,
    armed: {},
    head: GENESIS,
  };
  const line = { kind: 'open', event, actor, at: now, recordedAt: now } as const;
  return stepped(definition, blank, snapshot, plan(actions, {}, now), line);
}

/** A case that opens late may have missed a day already: those timers come at once, so that whoever opened it sees it as it is. */
export function openSettled<C extends EngineContext>(definition: Definition<C>, caseId: string, said: Said): Moved<C> {
  const opened = openCase(definition, caseId, said);
  const settled = settleDue(definition, opened.record, said.now, said.now);
  return { record: settled.record, entries: [...opened.entries, ...settled.entries] };
}

/**
 * A person's event: timers already due come first, each at its own due time, so that a worker that slept changes nothing.
 * @param against what no chart can see and says no, named as a guard
 * @throws EventNotAccepted when the chart says no, or that does; the caller then writes nothing of the step
 */
export function applyEvent<C extends EngineContext>(
  definition: Definition<C>,
  record: CaseRecord<C>,
  said: Said,
  against?: string,
): Moved<C> {
  const settled = settleDue(definition, record, said.now, said.now);
  const moved = takeEvent(definition, settled.record, said, said.now);
  if (against !== undefined) throw notAccepted(definition, settled.record, said, [against]);
  return { record: moved.record, entries: [...settled.entries, ...moved.entries] };
}

/** The event alone. @throws EventNotAccepted */
export function takeEvent<C extends EngineContext>(
  definition: Definition<C>,
  record: CaseRecord<C>,
  said: Said,
  recordedAt: Instant,
): Moved<C> {
  const { event, actor, now } = said;
  const before = rehydrate(definition, record, now);
  const order = { ...event, by: actor };
  const [after, actions] = next(definition.machine, before, order);
  if (after === before) throw notAccepted(definition, record, said, refusingGuards(before, order));
  const done = plan(actions, record.armed, now);
  return stepped(definition, record, after, done, { kind: 'event', event, actor, at: now, recordedAt });
}

/** @param refusedBy names of the guards that said no */
function notAccepted(
  definition: Definition,
  record: CaseRecord,
  { event, now }: Said,
  refusedBy: readonly string[],
): EventNotAccepted {
  const { state } = definition.view(rehydrate(definition, record, now));
  return new EventNotAccepted(record, { event: event.type, state, refusedBy });
}

/**
 * Fires whatever is due by `until`, in order of due time, however much that is.
 * @throws EndlessTimers when time does not advance from one timer to the next
 */
export function settleDue<C extends EngineContext>(
  definition: Definition<C>,
  record: CaseRecord<C>,
  until: Instant,
  recordedAt: Instant,
): Moved<C> {
  const entries: HistoryEntry[] = [];
  let current = record;
  let reached = -Infinity;
  let firedThere = 0;
  for (let due = nextDue(current); due && due.dueAt <= until; due = nextDue(current)) {
    firedThere = due.dueAt > reached ? 1 : firedThere + 1;
    reached = Math.max(reached, due.dueAt);
    if (firedThere > MOST_WITHOUT_PROGRESS) throw new EndlessTimers(record.id);
    const moved = fireTimer(definition, current, due, recordedAt);
    entries.push(...moved.entries);
    current = moved.record;
  }
  return { record: current, entries };
}

/** The timer of a case that comes first; of two at one instant the one whose name sorts first, so that replays agree. */
export function nextDue(record: Pick<CaseRecord, 'armed'>): { name: string; dueAt: Instant } | null {
  let first: { name: string; dueAt: Instant } | null = null;
  for (const [name, { dueAt }] of Object.entries(record.armed)) {
    if (!first || dueAt < first.dueAt || (dueAt === first.dueAt && name < first.name)) first = { name, dueAt };
  }
  return first;
}

export function fireTimer<C extends EngineContext>(
  definition: Definition<C>,
  record: CaseRecord<C>,
  { name, dueAt }: { name: string; dueAt: Instant },
  recordedAt: Instant,
): Moved<C> {
  const { [name]: _fired, ...waiting } = record.armed;
  const [after, actions] = next(definition.machine, rehydrate(definition, record, dueAt), { type: name });
  const done = plan(actions, waiting, dueAt);
  const line = { kind: 'timer', event: { type: name }, actor: null, at: dueAt, recordedAt } as const;
  return stepped(definition, record, after, done, line);
}

/** The case with one more line; its snapshot is at hand, so nobody has to resolve it again. */
function stepped<C extends EngineContext>(
  { machine }: Definition<C>,
  before: CaseRecord<C>,
  snapshot: AnyMachineSnapshot,
  done: Plan,
  line: Parameters<typeof append>[3],
): Moved<C> {
  const moved = append(before, snapshot, done, line);
  resolved.set(moved.record, { machine, snapshot });
  return moved;
}

/** Snapshots of records at their own time, which a request asks for several times. */
const resolved = new WeakMap<object, { readonly machine: AnyStateMachine; readonly snapshot: AnyMachineSnapshot }>();

/** Stored value and context as a snapshot of the chart, with the time of the step in its context. */
export function rehydrate(
  { machine }: Pick<Definition, 'machine'>,
  record: Pick<CaseRecord, 'value' | 'context'>,
  now: Instant,
): AnyMachineSnapshot {
  const { value, context } = record;
  if (context.now !== now) return machine.resolveState({ value, context: { ...context, now } });
  const known = resolved.get(record);
  if (known?.machine === machine) return known.snapshot;
  const snapshot: AnyMachineSnapshot = machine.resolveState({ value, context });
  resolved.set(record, { machine, snapshot });
  return snapshot;
}

/** A case and what it becomes. */
export interface Step<C extends EngineContext = EngineContext> {
  readonly before: CaseRecord<C>;
  readonly moved: Moved<C>;
}

export interface Failure {
  readonly caseId: string;
  readonly error: Error;
}

export interface Attempted<C extends EngineContext = EngineContext> {
  readonly steps: readonly Step<C>[];
  /** Cases that could not be stepped, each with the reason. */
  readonly failures: readonly Failure[];
}

/** What becomes of each; one that fails costs only itself. */
export function attempted<C extends EngineContext>(
  records: readonly CaseRecord<C>[],
  work: (record: CaseRecord<C>) => Moved<C>,
): Attempted<C> {
  const steps: Step<C>[] = [];
  const failures: Failure[] = [];
  for (const before of records) {
    try {
      steps.push({ before, moved: work(before) });
    } catch (error) {
      failures.push({ caseId: before.id, error: error as Error });
    }
  }
  return { steps, failures };
}

/** What an actor needs that is made around the logic and never looked at. */
const UNSEEN = { status: 'active', output: undefined, error: undefined };

/**
 * XState's pure `transition()`, at a quarter of its price: for each call it builds an actor around the logic, which
 * begins by computing an initial state that nobody looks at. This logic has its initial state at hand.
 */
export function next(
  machine: AnyStateMachine,
  snapshot: AnyMachineSnapshot,
  event: AnyEventObject,
): [AnyMachineSnapshot, readonly PlannedAction[]] {
  const logic: AnyActorLogic = {
    transition: (from: AnyMachineSnapshot, by: AnyEventObject, scope) => machine.transition(from, by, scope as never),
    getInitialSnapshot: () => snapshot,
    getPersistedSnapshot: () => snapshot,
  };
  return transition(logic, snapshot, event) as [AnyMachineSnapshot, PlannedAction[]];
}

/** The same for XState's `initialTransition()`: only the second of the two beginnings it makes has an input. */
export function first(machine: AnyStateMachine, input: object): [AnyMachineSnapshot, readonly PlannedAction[]] {
  const logic: AnyActorLogic = {
    transition: (from: AnyMachineSnapshot) => from,
    getInitialSnapshot: (scope, given: unknown) => (given ? machine.getInitialSnapshot(scope as never, given) : UNSEEN),
    getPersistedSnapshot: (snapshot: AnyMachineSnapshot) => snapshot,
  };
  return initialTransition(logic, input) as [AnyMachineSnapshot, PlannedAction[]];
}

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

/**
 * The timers that wait afterwards, with what that means for those that waited before: a timer that is the same object
 * waits on.
 * @throws DelayNotFinite for a timer that has no instant: nothing can be compared with it, so it would hide the others
 */
export function planned(before: Plan['armed'], armed: Plan['armed'], effects: StepActions['effects']): Plan {
  for (const [name, { dueAt }] of Object.entries(armed)) if (!Number.isFinite(dueAt)) throw new DelayNotFinite(name);
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

/** Events for which the state has any transition, guards aside. */
export function knownEvents(snapshot: AnyMachineSnapshot): Set<string> {
  return new Set(getNextTransitions(snapshot).map((transition) => transition.eventType as string));
}
