import type { AnyMachineSnapshot, AnyStateMachine, StateValue } from 'xstate';
import type { EngineContext, StepActions } from './model.ts';

/** The columns by which cases are listed; read off a snapshot, never written by hand. */
export interface CaseColumns {
  readonly stage: string;
  /** The chart's own state path, joined with dots, down to the first parallel state. */
  readonly state: string;
  readonly tags: readonly string[];
  readonly unit: string | null;
  readonly assignee: string | null;
  /** The legal deadline that ends first, epoch milliseconds. */
  readonly dueAt: number | null;
}

/** A case whose clocks were counted anew: where it is, what it knows, and what the world is told. */
export interface Recounted {
  readonly value: StateValue;
  readonly context: EngineContext;
  readonly effects: StepActions['effects'];
}

/** A chart under an id and a version, with how its cases are shown in lists. */
export interface Definition {
  readonly id: string;
  readonly version: number;
  readonly machine: AnyStateMachine;
  view(snapshot: AnyMachineSnapshot): CaseColumns;
  /** What a case becomes when its clocks are counted by another calendar; left out where none are. */
  recount?(snapshot: AnyMachineSnapshot, calendar: string): Recounted;
  /** Tags of the states in which nothing more is owed. */
  readonly finalTags: readonly string[];
}
