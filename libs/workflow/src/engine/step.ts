import type { Instant } from '@huiyin/domain';
import type { AnyMachineSnapshot } from 'xstate';
import { GENESIS, hashEntry } from './chain.ts';
import { EndlessTimers, EventNotAccepted } from './errors.ts';
import type { CaseRecord, EngineContext, EntryKind, HistoryEntry, RecordedActor, RecordedEvent } from './model.ts';
import { first, next } from './next.ts';
import { plan } from './plan.ts';
import type { Plan } from './plan.ts';
import { refusingGuards } from './refusal.ts';
import type { Definition } from './registry.ts';

/** Pure: what a case becomes. */
export interface Moved {
  readonly record: CaseRecord;
  readonly entries: readonly HistoryEntry[];
}

/** More due timers than this in one case mean a chart that arms itself in the past. A ladder repeats weekly: 400 is over seven years. */
const MOST_TIMERS_A_STEP = 400;

interface Said {
  readonly event: RecordedEvent;
  readonly actor: RecordedActor;
  readonly now: Instant;
}

/** The first line of a case. The chart's input is what the opening event says, when, and by whom. */
export function openCase(definition: Definition, caseId: string, { event, actor, now }: Said): Moved {
  const [snapshot, actions] = first(definition.machine, { data: event.data, now, by: actor });
  const blank: CaseRecord = {
    id: caseId,
    machineId: definition.id,
    machineVersion: definition.version,
    revision: 0,
    value: {},
    context: { now },
    armed: {},
    head: GENESIS,
  };
  return append(blank, snapshot, plan(actions, {}, now), { kind: 'open', event, actor, at: now, recordedAt: now });
}

/** A case that opens late may have missed a day already: those timers come at once, so that whoever opened it sees it as it is. */
export function openSettled(definition: Definition, caseId: string, said: Said): Moved {
  const opened = openCase(definition, caseId, said);
  const settled = settleDue(definition, opened.record, said.now, said.now);
  return { record: settled.record, entries: [...opened.entries, ...settled.entries] };
}

/**
 * A person's event: timers already due come first, each at its own due time, so that a worker that slept changes nothing.
 * @throws EventNotAccepted when the chart says no; the caller then writes nothing at all
 */
export function applyEvent(definition: Definition, record: CaseRecord, said: Said): Moved {
  const settled = settleDue(definition, record, said.now, said.now);
  const moved = takeEvent(definition, settled.record, said, said.now);
  return { record: moved.record, entries: [...settled.entries, ...moved.entries] };
}

/** The event alone. @throws EventNotAccepted */
export function takeEvent(
  definition: Definition,
  record: CaseRecord,
  { event, actor, now }: Said,
  recordedAt: Instant,
): Moved {
  const before = rehydrate(definition, record, now);
  const order = { ...event, by: actor };
  const [after, actions] = next(definition.machine, before, order);
  if (after === before) {
    throw new EventNotAccepted(record.id, event.type, definition.view(before).state, refusingGuards(before, order));
  }
  const done = plan(actions, record.armed, now);
  return append(record, after, done, { kind: 'event', event, actor, at: now, recordedAt });
}

/** Fires whatever is due by `until`, in order of due time. */
export function settleDue(definition: Definition, record: CaseRecord, until: Instant, recordedAt: Instant): Moved {
  const entries: HistoryEntry[] = [];
  let current = record;
  for (let due = nextDue(current); due && due.dueAt <= until; due = nextDue(current)) {
    if (entries.length >= MOST_TIMERS_A_STEP) throw new EndlessTimers(record.id);
    const moved = fireTimer(definition, current, due, recordedAt);
    entries.push(...moved.entries);
    current = moved.record;
  }
  return { record: current, entries };
}

/** The timer of a case that comes first; of two at one instant the one whose name sorts first, so that replays agree. */
export function nextDue(record: CaseRecord): { name: string; dueAt: Instant } | null {
  let first: { name: string; dueAt: Instant } | null = null;
  for (const [name, { dueAt }] of Object.entries(record.armed)) {
    if (!first || dueAt < first.dueAt || (dueAt === first.dueAt && name < first.name)) first = { name, dueAt };
  }
  return first;
}

export function fireTimer(
  definition: Definition,
  record: CaseRecord,
  { name, dueAt }: { name: string; dueAt: Instant },
  recordedAt: Instant,
): Moved {
  const { [name]: _fired, ...waiting } = record.armed;
  const [after, actions] = next(definition.machine, rehydrate(definition, record, dueAt), { type: name });
  const done = plan(actions, waiting, dueAt);
  return append(record, after, done, { kind: 'timer', event: { type: name }, actor: null, at: dueAt, recordedAt });
}

/** Stored value and context as a snapshot of the chart, with the time of the step in its context. */
export function rehydrate(definition: Definition, { value, context }: CaseRecord, now: Instant): AnyMachineSnapshot {
  return definition.machine.resolveState({ value, context: { ...context, now } });
}

interface Line {
  readonly kind: EntryKind;
  readonly event: RecordedEvent;
  readonly actor: RecordedActor;
  readonly at: Instant;
  readonly recordedAt: Instant;
}

/** The case with one more line, which is chained to the last. */
export function append(before: CaseRecord, after: AnyMachineSnapshot, done: Plan, line: Line): Moved {
  const unhashed = {
    caseId: before.id,
    seq: before.revision + 1,
    ...line,
    from: line.kind === 'open' ? null : before.value,
    to: after.value,
    actions: done.actions,
    previous: before.head,
  };
  const entry: HistoryEntry = { ...unhashed, hash: hashEntry(unhashed) };
  const record: CaseRecord = {
    ...before,
    revision: entry.seq,
    value: after.value,
    context: after.context as EngineContext,
    armed: done.armed,
    head: entry.hash,
  };
  return { record, entries: [entry] };
}
