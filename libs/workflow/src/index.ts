/** The server's door: the engine, the registry of charts, and the petition chart they are introduced to here. */
import { petitionDefinition, PETITION_EFFECTS } from './petition/definition.ts';
import { createRegistry } from './engine/registry.ts';

export {
  createEngine,
  type Advance,
  type Command,
  type Done,
  type Engine,
  type Order,
  type Outcome,
} from './engine/engine.ts';
export type { Committed, EngineOptions } from './engine/options.ts';
export type { Fired } from './engine/firing.ts';
export {
  caseFromRow,
  CASE_COLUMNS,
  historiesOf,
  historyEntryFromRow,
  type CaseRow,
  type EntryRow,
} from './engine/case-store.ts';
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
export type { Company } from './engine/write.ts';
export { seal } from './engine/chain.ts';
export { systemClock, type Clock } from './engine/clock.ts';
export * from './engine/errors.ts';
export type { CaseRecord, HistoryEntry, PersonalText, RecordedActor, RecordedEvent } from './engine/model.ts';
export type { Definition } from './engine/definition.ts';
export { createRegistry, type Registry } from './engine/registry.ts';
export { inTransaction } from './engine/transaction.ts';
export { rehydrate, settleDue, type Failure } from './engine/step.ts';
export { createRecounting, type Recounting } from './engine/recounting.ts';
export type { CalendarData } from './engine/recount.ts';
export { replay, type Replayed } from './engine/replay.ts';
export { retell, type Refused, type Retelling, type Retold } from './engine/retell.ts';
export { knownEvents, refusingGuards } from './engine/refusal.ts';

export {
  deriveClock,
  isOverdue,
  nextDeadline,
  ownPeriod,
  runningClock,
  type Clock as CaseClock,
} from './petition/clock.ts';
export type { Actor, PetitionContext, PetitionFacts, PetitionLaw } from './petition/context.ts';
export { petitionDefinition, PETITION_EFFECTS, statePath } from './petition/definition.ts';
export { differencesOf, placeOf, type Difference, type Standing } from './petition/differences.ts';
export { REASONS } from './petition/guards.ts';
export { groundsSeen } from './petition/guards/supervision.ts';
export { DUTY_OF, type AlertPayload } from './petition/ladder.ts';
export { balanceOf, ledgerOf, type Balance, type LedgerEntry } from './petition/ledger.ts';
export { PETITION } from './petition/petition.machine.ts';
export {
  excludedIn,
  limitOf,
  LOCAL_RULES,
  ruleOf,
  type HeldRule,
  type Policy,
  type Reckoning,
} from './petition/policy.ts';
export { createReckoning } from './petition/reckoning.ts';
export { movesOf, type ClockMove } from './petition/recount.ts';
export { timerTitle } from './petition/timers.ts';
export { LIMITS, NATIONAL, RULES, type LimitName, type Rule, type RuleName } from './petition/rules.ts';

/**
 * Every version of the petition chart that stored cases may stand on, and how they go on from one to another.
 * @param calendars every one they may count with, oldest first
 */
export function petitionRegistry(calendars?: Parameters<typeof petitionDefinition>[0]) {
  return createRegistry([petitionDefinition(calendars)], PETITION_EFFECTS, []);
}
