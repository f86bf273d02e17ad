/** The server's door: the engine, the registry of charts, and the petition chart they are introduced to here. */
import type { PetitionContext } from './petition/context.ts';
import { petitionDefinition, PETITION_EFFECTS } from './petition/definition.ts';
import type { PetitionChart } from './petition/definition.ts';
import type * as amending from './engine/amending.ts';
import type * as audit from './engine/audit.ts';
import type * as definition from './engine/definition.ts';
import type * as engine from './engine/engine.ts';
import type * as errors from './engine/errors.ts';
import type * as migrating from './engine/migrating.ts';
import type * as migration from './engine/migration.ts';
import type * as model from './engine/model.ts';
import type * as options from './engine/options.ts';
import type * as registry from './engine/registry.ts';
import type * as replay from './engine/replay.ts';
import type * as retell from './engine/retell.ts';
import type * as rows from './engine/rows.ts';
import { createRegistry } from './engine/registry.ts';

/** The engine, as it carries petitions: it is written for any context, and everybody here means this one. */
export type Advance = engine.Advance<PetitionContext>;
export type Amending = amending.Amending<PetitionContext>;
export type AmendedChunk = amending.AmendedChunk<PetitionContext>;
export type Beside = options.Beside<PetitionContext>;
export type CaseRecord = model.CaseRecord<PetitionContext>;
export type CaseRow = rows.CaseRow<PetitionContext>;
export type Definition = definition.Definition<PetitionContext>;
export type Engine = engine.Engine<PetitionContext>;
export type Migrating = migrating.Migrating<PetitionContext>;
export type Migration = migration.Migration<PetitionContext>;
export type Outcome = engine.Outcome<PetitionContext>;
export type Registry = registry.Registry<PetitionContext>;
export type Replayed = replay.Replayed<PetitionContext>;
export type Retold = retell.Retold<PetitionContext>;
export type StoredCase = audit.StoredCase<PetitionContext>;

export { createAmending } from './engine/amending.ts';
export { auditCase, type Finding, type FindingKind } from './engine/audit.ts';
export type { TimerFates } from './engine/carried-timers.ts';
export { historiesOf, historyEntryFromRow, type EntryRow } from './engine/case-store.ts';
export { caseFromRow, CASE_COLUMNS, type Executor } from './engine/rows.ts';
export { canonical, seal, sealed, type SealedEvent } from './engine/chain.ts';
export { systemClock, type Clock } from './engine/clock.ts';
export { createEngine, together, type Order } from './engine/engine.ts';
export * from './engine/errors.ts';
/** Any error of the engine: whoever tells them all is reminded of a new one by the compiler. */
export type EngineError = InstanceType<(typeof errors)[keyof typeof errors]>;
export type { Fired, SetAside } from './engine/firing.ts';
export { migrationIn, type MigrationData } from './engine/migrate.ts';
export {
  createMigrating,
  type ChartChange,
  type Chunked,
  type Foreseen,
  type MigratedBy,
  type Unmapped,
} from './engine/migrating.ts';
export type { Command, HistoryEntry, PersonalText, RecordedActor, RecordedEvent } from './engine/model.ts';
export { allNodes, guardNames, transitionsOf, withAncestors } from './engine/nodes.ts';
export type { Committed, EngineOptions, Fragment, OrderParts, OrderRows } from './engine/options.ts';
export { refusingGuards } from './engine/refusal.ts';
export { createRegistry } from './engine/registry.ts';
export { replay } from './engine/replay.ts';
export { retell, type Refused, type Retelling } from './engine/retell.ts';
export { soundnessFaults, unreachable } from './engine/soundness.ts';
export { knownEvents, rehydrate, settleDue, type Failure } from './engine/step.ts';
export { inTransaction } from './engine/transaction.ts';
export { passing, type Passing } from './engine/troubles.ts';
export { setback, waitAfter, type InVain, type Setback, type Waiting } from './engine/waiting.ts';

export { draftedChart, type DraftedChart } from './draft.ts';

export { accusedFacts, withAccused, withoutName } from './petition/accused.ts';
export type { ClockBasis, ClockFacts } from './petition/chart-clocks.ts';
export { isOverdue, nextDeadline, runningClock, type Clock as CaseClock } from './petition/clock.ts';
export type {
  Accused,
  Actor,
  EnteredAccused,
  PetitionContext,
  PetitionEvent,
  PetitionFacts,
  PetitionInput,
  PetitionLaw,
} from './petition/context.ts';
export { petitionDefinition, PETITION_EFFECTS, type PetitionChart } from './petition/definition.ts';
export { differencesOf, placeOf, type Difference, type Standing } from './petition/differences.ts';
export type { AlertPayload } from './petition/ladder.ts';
export { ledgerOf, type Balance, type LedgerEntry } from './petition/ledger.ts';
export { partiesOf, type Party } from './petition/parties.ts';
export { PETITION } from './petition/petition.machine.ts';
export {
  CHANGES_OF_LAW,
  changeOfLawOn,
  LEAST_WINDOW,
  LOCAL_LIMITS,
  LOCAL_RULES,
  type Policy,
  type Words,
} from './petition/policy.ts';
export { APPLY_CALENDAR, movesOf, type CalendarData, type ClockMove } from './petition/recount.ts';
export { LIMITS, REPEAT_DAYS, RULES, RUNGS, type Mark, type Rule, type RuleName, type Rung } from './petition/rules.ts';
export { SLOTS, type Slot } from './petition/slots.ts';
export { slotOfDelay } from './petition/timers.ts';

/**
 * Every version of the petition chart that stored cases may stand on, and how they go on from one to another. The version
 * that a case stands on alone knows what its clocks, states and refusals mean.
 */
export type PetitionRegistry = registry.Registry<PetitionContext, PetitionChart>;

/** @throws UnsoundMachine */
export function registryOf(charts: readonly PetitionChart[], migrations: readonly Migration[] = []): PetitionRegistry {
  return createRegistry<PetitionContext, PetitionChart>(charts, PETITION_EFFECTS, migrations);
}

/**
 * The versions that this program has.
 * @param calendars every one they may count with, oldest first
 */
export function petitionRegistry(calendars?: Parameters<typeof petitionDefinition>[0]): PetitionRegistry {
  return registryOf([petitionDefinition(calendars)]);
}
