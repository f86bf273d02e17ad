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

/** What an amendment makes of a case: where it is, what it knows, and what the world is told. */
export interface Amended<C extends EngineContext = EngineContext> {
  readonly value: StateValue;
  readonly context: C;
  readonly effects: StepActions['effects'];
}

/**
 * A change that comes to open cases from outside the procedure, such as other working days. No event of the chart asks for
 * it, nobody's rights are needed for it, and it is a line of each history.
 */
export interface Amendment<C extends EngineContext = EngineContext> {
  /** What a context holds once it is amended; a case whose context holds that already is not amended again. */
  holds(data: unknown): Partial<C>;
  /** Pure: each replay asks it again. The chart stays, and its timers wait for what the new context says. */
  apply(snapshot: AnyMachineSnapshot, data: unknown): Amended<C>;
}

/** A chart under an id and a version, with how its cases are shown in lists. */
export interface Definition<C extends EngineContext = EngineContext> {
  readonly id: string;
  readonly version: number;
  readonly machine: AnyStateMachine;
  view(snapshot: AnyMachineSnapshot): CaseColumns;
  /** By the name under which their lines stand in the history; left out where there are none. */
  readonly amendments?: Readonly<Record<string, Amendment<C>>>;
  /** Tags of the states in which nothing more is owed. */
  readonly finalTags: readonly string[];
}
