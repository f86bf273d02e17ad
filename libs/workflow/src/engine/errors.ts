import type { OnChart, Refusal } from './model.ts';

/** What a caller should do about an error: give up (`reject`), read again and decide (`conflict`), or try again (`retry`). */
export type Verdict = 'reject' | 'conflict' | 'retry';

/** Base of every error the engine throws on purpose. Apps read `code` and `verdict`, never the message. */
export abstract class WorkflowError extends Error {
  abstract readonly code: string;
  abstract readonly verdict: Verdict;
  override get name(): string {
    return this.constructor.name;
  }
}

export class CaseNotFound extends WorkflowError {
  readonly code = 'CASE_NOT_FOUND';
  readonly verdict = 'reject';
  constructor(readonly caseId: string) {
    super(`no case ${caseId}`);
  }
}

/** The chart has no transition for this event in this state, or a guard said no. The case is as it was. */
export class EventNotAccepted extends WorkflowError {
  readonly code = 'EVENT_NOT_ACCEPTED';
  readonly verdict = 'reject';
  /** The case, with the chart by which the names of its states and guards are read. */
  readonly on: OnChart;
  readonly event: string;
  readonly state: string;
  readonly refusedBy: readonly string[];
  constructor(
    { id, machineId, machineVersion }: OnChart,
    { event, state, refusedBy }: Refusal,
    /** An earlier request with the same command id was told so. */
    readonly replayed = false,
  ) {
    super(`case ${id} in ${state} does not accept ${event}`);
    this.on = { id, machineId, machineVersion };
    this.event = event;
    this.state = state;
    this.refusedBy = refusedBy;
  }
}

/** Somebody else moved the case since the caller looked at it. */
export class RevisionConflict extends WorkflowError {
  readonly code = 'REVISION_CONFLICT';
  readonly verdict = 'conflict';
  constructor(
    readonly caseId: string,
    readonly expected: number,
    readonly current: number,
  ) {
    super(`case ${caseId} is at revision ${current}, not ${expected}`);
  }
}

/** The same command id came with another request. */
export class CommandReused extends WorkflowError {
  readonly code = 'COMMAND_REUSED';
  readonly verdict = 'reject';
  constructor(readonly commandId: string) {
    super('the command id was used for another request');
  }
}

/** The first request with this command id has not finished yet. */
export class CommandInProgress extends WorkflowError {
  readonly code = 'COMMAND_IN_PROGRESS';
  readonly verdict = 'retry';
  constructor(readonly commandId: string) {
    super('the first request with this command id is still running');
  }
}

/** Too many writers at once, or one who does not let go; nothing was written. */
export class TooMuchContention extends WorkflowError {
  readonly code = 'TOO_MUCH_CONTENTION';
  readonly verdict = 'retry';
  constructor(readonly caseId: string) {
    super(`others held or changed case ${caseId} at every attempt`);
  }
}

/** A stored case names a machine version that is not loaded. */
export class UnknownMachine extends WorkflowError {
  readonly code = 'UNKNOWN_MACHINE';
  readonly verdict = 'reject';
  constructor(id: string, version: number) {
    super(`machine ${id}@${version} is not registered`);
  }
}

/** Nothing says how cases of one version of a machine go on under another. */
export class UnknownMigration extends WorkflowError {
  readonly code = 'UNKNOWN_MIGRATION';
  readonly verdict = 'reject';
  constructor(id: string, from: number, to: number) {
    super(`no migration of ${id} from version ${from} to ${to} is registered`);
  }
}

/** No chart knows an amendment of this name, or not the chart that the case stands on. */
export class UnknownAmendment extends WorkflowError {
  readonly code = 'UNKNOWN_AMENDMENT';
  readonly verdict = 'reject';
  constructor(kind: string) {
    super(`no amendment ${kind} is known`);
  }
}

/** A case is in states that a migration does not say where to go on. */
export class StatesUnmapped extends WorkflowError {
  readonly code = 'STATES_UNMAPPED';
  readonly verdict = 'reject';
  constructor(readonly states: readonly string[]) {
    super(`unmapped: ${states.join(', ')}`);
  }
}

/** A migration has a case go on in two states of which it can be in one. */
export class TwoStatesAtOnce extends WorkflowError {
  readonly code = 'TWO_STATES_AT_ONCE';
  readonly verdict = 'reject';
  constructor(parent: string, states: readonly string[]) {
    super(`would go on in two states of ${parent || 'the machine'} at once: ${states.join(', ')}`);
  }
}

/** The program is wired wrongly and must not start. Every fault is named. */
export class UnsoundMachine extends WorkflowError {
  readonly code = 'UNSOUND_MACHINE';
  readonly verdict = 'reject';
  constructor(
    machine: string,
    readonly faults: readonly string[],
  ) {
    super(`${machine} is unsound:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  }
}

/** Timer after timer is due at an instant that is already reached: the chart arms itself in the past for ever. */
export class EndlessTimers extends WorkflowError {
  readonly code = 'ENDLESS_TIMERS';
  readonly verdict = 'reject';
  constructor(readonly caseId: string) {
    super(`case ${caseId} never runs out of due timers`);
  }
}

/** A delay of the chart came to no number, so nobody can say when its timer is due. */
export class DelayNotFinite extends WorkflowError {
  readonly code = 'DELAY_NOT_FINITE';
  readonly verdict = 'reject';
  constructor(timer: string) {
    super(`timer ${timer} has no due time`);
  }
}
