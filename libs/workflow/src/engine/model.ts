import type { Instant } from '@huiyin/domain';
import type { StateValue } from 'xstate';

/** A context the engine can drive: it sets `now` before every step. */
export interface EngineContext {
  readonly now: Instant;
}

/** A timer that waits: what the chart calls it, and when it is due. One arming a name. */
export interface ArmedTimer {
  readonly dueAt: Instant;
  readonly armedAt: Instant;
}

/** Where a case is: all a step needs, in one row. */
export interface CaseRecord<C extends EngineContext = EngineContext> {
  readonly id: string;
  readonly machineId: string;
  readonly machineVersion: number;
  /** Number of the last history line. A write compares and sets it, so two writers never both win. */
  readonly revision: number;
  readonly value: StateValue;
  readonly context: C;
  /** By timer name, which is the name XState gives the `after` of a state. */
  readonly armed: Readonly<Record<string, ArmedTimer>>;
  /** Hash of the last history line. */
  readonly head: string;
}

/** Which chart a case stands on. */
export type OnChart = Pick<CaseRecord, 'id' | 'machineId' | 'machineVersion'>;

/** What the chart asked the engine and the world to do in one step. */
export interface StepActions {
  readonly arm: readonly { name: string; dueAt: Instant }[];
  readonly disarm: readonly string[];
  readonly effects: readonly { kind: string; payload: unknown }[];
}

/** An amendment comes from outside the procedure; its event says which: see amendment.ts. */
export type EntryKind = 'open' | 'event' | 'timer' | 'amendment';

/** An event as it is stored: structured data only, and the seal of whatever was said about persons. */
export interface RecordedEvent {
  readonly type: string;
  readonly data?: unknown;
  readonly sealed?: { readonly fields: readonly string[]; readonly digest: string };
}

/** Who acted; null for a timer. */
export type RecordedActor = Readonly<Record<string, unknown>> | null;

/** One line of a case's history. Everything in it but `recordedAt` is hashed. */
export interface HistoryEntry {
  readonly caseId: string;
  readonly seq: number;
  readonly kind: EntryKind;
  readonly event: RecordedEvent;
  readonly actor: RecordedActor;
  /** When it happened in law: for a timer its due time, however late it was fired. */
  readonly at: Instant;
  /** When the engine did it; the difference is the lateness. */
  readonly recordedAt: Instant;
  readonly from: StateValue | null;
  readonly to: StateValue;
  readonly actions: StepActions;
  readonly previous: string;
  readonly hash: string;
}

/** What a case becomes: where it stands then, and the lines that its history grows by. */
export interface Moved<C extends EngineContext = EngineContext> {
  readonly record: CaseRecord<C>;
  readonly entries: readonly HistoryEntry[];
}

/** What is said to a case: the event, by whom, and the legal time. */
export interface Said {
  readonly event: RecordedEvent;
  readonly actor: RecordedActor;
  readonly now: Instant;
}

/** Text about persons said with an event, kept apart from the history. */
export interface PersonalText {
  readonly salt: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A request that may come again: its id, and a digest of what it asks. */
export interface Command {
  readonly id: string;
  readonly digest: string;
}

/** What is kept of a command that is done: the line that it became, or why it was refused. */
export interface StoredCommand extends Command {
  readonly caseId: string;
  /** Null for one that was refused. */
  readonly seq: number | null;
  readonly refusal: Refusal | null;
}

/** An event that was not taken. */
export interface Refusal {
  readonly event: string;
  /** In which the case was then. */
  readonly state: string;
  /** Names of the guards that said no; empty when the state does not know the event. */
  readonly refusedBy: readonly string[];
}
