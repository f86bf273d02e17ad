import { HuiyinError, withFaults } from '@huiyin/domain';
import type { OnChart, Refusal } from './model.ts';

/* The errors of the engine: libs/domain/README.md says how one is added. */

export class CaseNotFound extends HuiyinError {
  readonly code = 'CASE_NOT_FOUND';
  readonly verdict = 'reject';
  constructor(readonly caseId: string) {
    super(`no case ${caseId}`);
  }
}

/** The chart has no transition for this event in this state, or a guard said no. The case is as it was. */
export class EventNotAccepted extends HuiyinError {
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
export class RevisionConflict extends HuiyinError {
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
export class CommandReused extends HuiyinError {
  readonly code = 'COMMAND_REUSED';
  readonly verdict = 'reject';
  constructor(readonly commandId: string) {
    super('the command id was used for another request');
  }
}

/** The first request with this command id has not finished yet. */
export class CommandInProgress extends HuiyinError {
  readonly code = 'COMMAND_IN_PROGRESS';
  readonly verdict = 'retry';
  constructor(
    readonly commandId: string,
    options?: ErrorOptions,
  ) {
    super('the first request with this command id is still running', options);
  }
}

/** Too many writers at once, or one who does not let go; nothing was written. */
export class TooMuchContention extends HuiyinError {
  readonly code = 'TOO_MUCH_CONTENTION';
  readonly verdict = 'retry';
  constructor(
    readonly caseId: string,
    options?: ErrorOptions,
  ) {
    super(`others held or changed case ${caseId} at every attempt`, options);
  }
}

/** A stored case names a machine version that is not loaded. */
export class UnknownMachine extends HuiyinError {
  readonly code = 'UNKNOWN_MACHINE';
  readonly verdict = 'reject';
  constructor(id: string, version: number) {
    super(`machine ${id}@${version} is not registered`);
  }
}

/** Nothing says how cases of one version of a machine go on under another. */
export class UnknownMigration extends HuiyinError {
  readonly code = 'UNKNOWN_MIGRATION';
  readonly verdict = 'reject';
  constructor(id: string, from: number, to: number) {
    super(`no migration of ${id} from version ${from} to ${to} is registered`);
  }
}

/** No chart knows an amendment of this name, or not the chart that the case stands on. */
export class UnknownAmendment extends HuiyinError {
  readonly code = 'UNKNOWN_AMENDMENT';
  readonly verdict = 'reject';
  constructor(kind: string) {
    super(`no amendment ${kind} is known`);
  }
}

/** A case is in states that a migration does not say where to go on. */
export class StatesUnmapped extends HuiyinError {
  readonly code = 'STATES_UNMAPPED';
  readonly verdict = 'reject';
  constructor(readonly states: readonly string[]) {
    super(`unmapped: ${states.join(', ')}`);
  }
}

/** A migration has a case go on in two states of which it can be in one. */
export class TwoStatesAtOnce extends HuiyinError {
  readonly code = 'TWO_STATES_AT_ONCE';
  readonly verdict = 'reject';
  constructor(parent: string, states: readonly string[]) {
    super(`would go on in two states of ${parent || 'the machine'} at once: ${states.join(', ')}`);
  }
}

/** The program is wired wrongly and must not start. Every fault is named. */
export class UnsoundMachine extends HuiyinError {
  readonly code = 'UNSOUND_MACHINE';
  readonly verdict = 'reject';
  constructor(
    machine: string,
    override readonly faults: readonly string[],
  ) {
    super(withFaults(`${machine} is unsound`, faults));
  }
}

/** A draft makes something else than a chart. */
export class NoChart extends HuiyinError {
  readonly code = 'NO_CHART';
  readonly verdict = 'reject';
}

/** Timer after timer is due at an instant that is already reached: the chart arms itself in the past for ever. */
export class EndlessTimers extends HuiyinError {
  readonly code = 'ENDLESS_TIMERS';
  readonly verdict = 'reject';
  constructor(readonly caseId: string) {
    super(`case ${caseId} never runs out of due timers`);
  }
}

/** A delay of the chart came to no number, so nobody can say when its timer is due. */
export class DelayNotFinite extends HuiyinError {
  readonly code = 'DELAY_NOT_FINITE';
  readonly verdict = 'reject';
  constructor(timer: string) {
    super(`timer ${timer} has no due time`);
  }
}

/** A stored history does not lead, line by line, to the case as it stands: `npm run audit` says where. */
export class BrokenHistory extends HuiyinError {
  readonly code = 'BROKEN_HISTORY';
  readonly verdict = 'reject';
}

/** A migration was asked for, or stands in a history, that does not begin where the case stands. */
export class MigrationMisplaced extends HuiyinError {
  readonly code = 'MIGRATION_MISPLACED';
  readonly verdict = 'reject';
}
