/** The server's door: the engine, the registry of charts, and the petition chart they are introduced to here. */
import { petitionDefinition, PETITION_EFFECTS } from './petition/definition.ts';
import type { PetitionChart } from './petition/definition.ts';
import type { Migration } from './engine/migration.ts';
import type { CaseRecord } from './engine/model.ts';
import { createRegistry } from './engine/registry.ts';
import type { Registry } from './engine/registry.ts';

export {
  createEngine,
  type Advance,
  type Command,
  type Done,
  type Engine,
  type Order,
  type Outcome,
} from './engine/engine.ts';
export type { Committed, EngineOptions } from './engine/committing.ts';
export type { Failure, Fired } from './engine/firing.ts';
export { caseFromRow, CASE_COLUMNS, historyEntryFromRow, type CaseRow, type EntryRow } from './engine/rows.ts';
export { auditCase, type Finding, type StoredCase } from './engine/audit.ts';
export type { TimerFates } from './engine/carried-timers.ts';
export type { Migration } from './engine/migration.ts';
export type { MigrationData } from './engine/migrate.ts';
export {
  createMigrating,
  type ChartChange,
  type Chunked,
  type Foreseen,
  type MigratedBy,
  type Migrating,
  type Unmapped,
} from './engine/migrating.ts';
export type { PersonalText } from './engine/case-store.ts';
export type { Company } from './engine/case-store.sql.ts';
export { seal } from './engine/chain.ts';
export { systemClock, type Clock } from './engine/clock.ts';
export * from './engine/errors.ts';
export type { CaseRecord, HistoryEntry, RecordedActor, RecordedEvent } from './engine/model.ts';
export { createRegistry, type Definition, type Registry } from './engine/registry.ts';
export { inTransaction } from './engine/transaction.ts';
export { rehydrate } from './engine/step.ts';
export { createRecounting, type Recounting } from './engine/recounting.ts';
export type { CalendarData } from './engine/recount.ts';
export { historiesOf } from './engine/histories.ts';
export { replay, type Replayed } from './engine/replay.ts';
export { retell, runOn, type Refused, type Retelling, type Retold } from './engine/retell.ts';
export { knownEvents, refusingGuards } from './engine/refusal.ts';

export { accusedFacts, withAccused, withoutName } from './petition/accused.ts';
export type { ClockBasis, ClockFacts } from './petition/chart-clocks.ts';
export { isOverdue, nextDeadline, runningClock, type Clock as CaseClock } from './petition/clock.ts';
export type {
  Accused,
  Actor,
  EnteredAccused,
  PetitionContext,
  PetitionFacts,
  PetitionInput,
  PetitionLaw,
} from './petition/context.ts';
export { petitionDefinition, PETITION_EFFECTS, type PetitionChart } from './petition/definition.ts';
export { differencesOf, placeOf, type Difference, type Standing } from './petition/differences.ts';
export type { AlertPayload } from './petition/ladder.ts';
export { ledgerOf, type Balance, type LedgerEntry } from './petition/ledger.ts';
export { PETITION } from './petition/petition.machine.ts';
export { AMENDMENTS, amendmentOn, LEAST_WINDOW, LOCAL_LIMITS, LOCAL_RULES, type Policy } from './petition/policy.ts';
export { movesOf, type ClockMove } from './petition/recount.ts';
export type { RuleName } from './petition/rules.ts';

/** Every version of the petition chart that stored cases may stand on, and how they go on from one to another. */
export interface PetitionRegistry extends Registry {
  /** The version that a case stands on, which alone knows what its clocks, states and refusals mean. @throws UnknownMachine */
  of(record: Pick<CaseRecord, 'machineId' | 'machineVersion'>): PetitionChart;
}

/** @throws UnsoundMachine */
export function registryOf(charts: readonly PetitionChart[], migrations: readonly Migration[] = []): PetitionRegistry {
  const registry = createRegistry(charts, PETITION_EFFECTS, migrations);
  return {
    ...registry,
    of: ({ machineId, machineVersion }) => registry.get(machineId, machineVersion) as PetitionChart,
  };
}

/**
 * The versions that this program has.
 * @param calendars every one they may count with, oldest first
 */
export function petitionRegistry(calendars?: Parameters<typeof petitionDefinition>[0]): PetitionRegistry {
  return registryOf([petitionDefinition(calendars)]);
}
