import type { Instant } from '@huiyin/domain';
import type { PoolClient } from 'pg';
import type { TimerFates } from './carried-timers.ts';
import { caseStore } from './case-store.ts';
import type { Chunk } from './case-store.ts';
import { caseWrite, columnsOf, committed } from './committing.ts';
import type { EngineOptions } from './committing.ts';
import type { Failure } from './firing.ts';
import { leavesOf, unmappedStates } from './migration.ts';
import { migrateCase, putBack } from './migrate.ts';
import type { MigrationData } from './migrate.ts';
import type { CaseRecord, HistoryEntry, RecordedActor } from './model.ts';
import { replay } from './replay.ts';
import { nextDue } from './step.ts';
import type { Moved } from './step.ts';
import { inTransaction } from './transaction.ts';

/** Which cases go on where. */
export interface ChartChange {
  /** Of the machine. */
  readonly id: string;
  readonly from: number;
  readonly to: number;
}

export interface MigratedBy {
  readonly actor: RecordedActor;
  readonly ground?: string | undefined;
}

/** What a chunk of cases came to. */
export interface Chunked {
  /** The last case that was looked at; null when there was none. */
  readonly last: string | null;
  readonly migrated: number;
  /** Cases that could not be, each with the reason. */
  readonly failures: readonly Failure[];
  /** Cases whose last line is no such migration, so that there is none to take back. */
  readonly movedOn: readonly string[];
}

/** What would become of a case. */
export interface Foreseen {
  readonly caseId: string;
  /** The state it is in now, as it is listed. */
  readonly state: string;
  /** Null where it could not be migrated. */
  readonly fates: TimerFates | null;
  /** Timers already due, which fire under the old chart first. */
  readonly firedFirst: number;
  /** Whether something is due at once under the new chart. */
  readonly dueAtOnce: boolean;
  readonly failure: Error | null;
}

/** A state of the old chart that goes nowhere. */
export interface Unmapped {
  readonly state: string;
  readonly cases: number;
}

interface Step {
  readonly before: CaseRecord;
  readonly moved: Moved;
}

export type Migrating = ReturnType<typeof createMigrating>;

/**
 * Has cases go on under another version of their chart, a chunk in one transaction, while others work on: cases that
 * somebody holds are passed over, and whoever was faster has moved the revision.
 */
export function createMigrating({ pool, registry, clock, announce }: EngineOptions) {
  /** How many cases there are to migrate. */
  async function count({ id, from }: ChartChange): Promise<number> {
    return total(await caseStore.statesOnVersion(pool, { id, version: from }));
  }

  /** States that the migration leads nowhere, with how many cases are in each; of most it is none. */
  async function unmapped(change: ChartChange): Promise<Unmapped[]> {
    const { id, from, to } = change;
    const [old, next] = [registry.get(id, from), registry.get(id, to)];
    const found = await caseStore.statesOnVersion(pool, { id, version: from });
    const cases = (path: string) => total(found.filter(({ value }) => leavesOf(value, old).includes(path)));
    return unmappedStates(registry.migration(id, from, to), old, next).map((state) => ({ state, cases: cases(state) }));
  }

  /** What a migration would do to a chunk of cases. Writes nothing. */
  async function foresee(change: ChartChange, chunk: Chunk): Promise<Foreseen[]> {
    const now = await clock.now();
    const records = await caseStore.onVersion(pool, { id: change.id, version: change.from }, chunk, false);
    return records.map((record) => foreseen(change, record, now));
  }

  function foreseen(change: ChartChange, record: CaseRecord, now: Instant): Foreseen {
    const definition = registry.get(record.machineId, record.machineVersion);
    const known = { caseId: record.id, state: columnsOf(definition, record).state };
    try {
      const moved = migrateCase(registry, record, { data: dataOf(change, undefined), actor: null, now });
      columnsOf(registry.get(change.id, change.to), moved.record);
      const dueAtOnce = (nextDue(moved.record)?.dueAt ?? Infinity) <= now;
      return { ...known, fates: moved.fates, firedFirst: moved.entries.length - 1, dueAtOnce, failure: null };
    } catch (error) {
      return { ...known, fates: null, firedFirst: 0, dueAtOnce: false, failure: error as Error };
    }
  }

  /** Migrates a chunk of cases. */
  function migrate(change: ChartChange, chunk: Chunk, { actor, ground }: MigratedBy): Promise<Chunked> {
    return inChunk(change, chunk, async (_, records, now) => {
      const said = { data: dataOf(change, ground), actor, now };
      return { ...attempted(records, (record) => migrateCase(registry, record, said)), movedOn: [] };
    });
  }

  /**
   * Puts a chunk of cases back to where the migration the other way round found them.
   * @param change from the version they stand on now, to the one that they came from
   */
  function takeBack(change: ChartChange, chunk: Chunk, { actor, ground }: MigratedBy): Promise<Chunked> {
    return inChunk(change, chunk, async (db, records, now) => {
      const histories = await caseStore.histories(
        db,
        records.map(({ id }) => id),
      );
      const historyOf = ({ id }: CaseRecord) => histories.get(id) ?? [];
      const [untouched, movedOn] = divided(records, (record) => canBeTakenBack(change, historyOf(record)));
      const undone = attempted(untouched, (record) => {
        const data = { ...dataOf(change, ground), takesBack: record.revision };
        const earlier = standingBefore(record, historyOf(record));
        return putBack(registry, { record, earlier }, { data, actor, now }, now);
      });
      return { ...undone, movedOn: movedOn.map(({ id }) => id) };
    });
  }

  /** The case before its last line, from its history. @throws where that does not lead to the case as it stands */
  function standingBefore(record: CaseRecord, history: readonly HistoryEntry[]): CaseRecord {
    const told = [...replay(registry, record, history)].map((made) => made.record);
    const earlier = told[told.length - 2];
    if (!earlier || told[told.length - 1]?.head !== record.head) throw new Error('its history does not replay');
    return earlier;
  }

  async function inChunk(
    change: ChartChange,
    chunk: Chunk,
    work: (
      db: PoolClient,
      records: CaseRecord[],
      now: Instant,
    ) => Promise<Omit<Chunked, 'last' | 'migrated'> & { steps: Step[] }>,
  ): Promise<Chunked> {
    const now = await clock.now();
    const { written, ...done } = await inTransaction(pool, async (db) => {
      const records = await caseStore.onVersion(db, { id: change.id, version: change.from }, chunk, true);
      const { steps, ...rest } = await work(db, records, now);
      const writes = steps.map(({ before, moved }) => caseWrite(registry.get(change.id, change.to), before, moved));
      if (writes.length > 0) await caseStore.write(db, writes);
      return { ...rest, written: steps.map(({ moved }) => moved), last: records[records.length - 1]?.id ?? null };
    });
    announce(committed(written));
    return { ...done, migrated: written.length };
  }

  return { count, unmapped, foresee, migrate, takeBack };
}

function attempted(records: readonly CaseRecord[], work: (record: CaseRecord) => Moved) {
  const steps: Step[] = [];
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

function canBeTakenBack({ from, to }: ChartChange, history: readonly HistoryEntry[]): boolean {
  const { kind, event } = history[history.length - 1] ?? {};
  if (kind !== 'migration') return false;
  const data = event?.data as MigrationData;
  return data.takesBack === undefined && data.from === to && data.to === from;
}

function dataOf({ from, to }: ChartChange, ground: string | undefined): MigrationData {
  return { from, to, ...(ground !== undefined && { ground }) };
}

function total(found: readonly { readonly cases: number }[]): number {
  return found.reduce((sum, { cases }) => sum + cases, 0);
}

function divided<T>(all: readonly T[], fits: (one: T) => boolean): [T[], T[]] {
  return [all.filter(fits), all.filter((one) => !fits(one))];
}
