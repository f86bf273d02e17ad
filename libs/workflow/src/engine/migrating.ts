import type { Instant } from '@huiyin/domain';
import { lastOf, writeFree } from './amending.ts';
import { amend, amendCase } from './amendment.ts';
import type { TimerFates } from './carried-timers.ts';
import { caseStore, historiesOf } from './case-store.ts';
import type { Chunk } from './case-store.ts';
import { BrokenHistory } from './errors.ts';
import { MIGRATE, migrationIn } from './migrate.ts';
import type { MigrationData } from './migrate.ts';
import { leavesOf, unmappedStates } from './migration.ts';
import type { CaseRecord, EngineContext, HistoryEntry, RecordedActor } from './model.ts';
import type { EngineOptions } from './options.ts';
import { replay } from './replay.ts';
import { attempted, nextDue } from './step.ts';
import type { Failure } from './step.ts';
import { columnsOf } from './rows.ts';

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

export type Migrating<C extends EngineContext> = ReturnType<typeof createMigrating<C>>;

/**
 * Has cases go on under another version of their chart, a chunk in one statement, while others work on: a case that
 * somebody holds is passed over, and one that somebody has moved since it was read is left as it is.
 */
export function createMigrating<C extends EngineContext>(options: EngineOptions<C>) {
  const { pool, registry, clock } = options;

  /** How many cases there are to migrate. */
  async function count({ id, from }: ChartChange): Promise<number> {
    return total(await caseStore.statesOnVersion(pool, { id, version: from }));
  }

  /** States that the migration leads nowhere, with how many cases are in each; of most it is none. */
  async function unmapped(change: ChartChange): Promise<Unmapped[]> {
    const { id, from, to } = change;
    const [old, next] = [registry.get(id, from), registry.get(id, to)];
    const found = await caseStore.statesOnVersion(pool, { id, version: from });
    const leaves = found.map(({ value, cases }) => ({
      cases,
      in: leavesOf(old.machine.resolveState({ value, context: {} })),
    }));
    const cases = (path: string) => total(leaves.filter((each) => each.in.includes(path)));
    return unmappedStates(registry.migration(id, from, to), old, next).map((state) => ({ state, cases: cases(state) }));
  }

  /** What a migration would do to a chunk of cases. Writes nothing. */
  async function foresee(change: ChartChange, chunk: Chunk): Promise<Foreseen[]> {
    const now = await clock.now();
    const records = await recordsOf(change, chunk);
    return records.map((record) => foreseen(change, record, now));
  }

  function foreseen(change: ChartChange, record: CaseRecord<C>, now: Instant): Foreseen {
    const definition = registry.of(record);
    const known = { caseId: record.id, state: columnsOf(definition, record).state };
    try {
      const moved = amendCase(registry, record, { event: eventOf(change, undefined), actor: null, now });
      columnsOf(registry.get(change.id, change.to), moved.record);
      const dueAtOnce = (nextDue(moved.record)?.dueAt ?? Infinity) <= now;
      return { ...known, fates: moved.fates, firedFirst: moved.entries.length - 1, dueAtOnce, failure: null };
    } catch (error) {
      return { ...known, fates: null, firedFirst: 0, dueAtOnce: false, failure: error as Error };
    }
  }

  /** Migrates a chunk of cases. */
  async function migrate(change: ChartChange, chunk: Chunk, { actor, ground }: MigratedBy): Promise<Chunked> {
    const records = await recordsOf(change, chunk);
    const said = { event: eventOf(change, ground), actor, now: await clock.now() };
    const { steps, failures } = attempted(records, (record) => amendCase(registry, record, said));
    return { last: lastOf(records), migrated: (await writeFree(options, steps)).size, failures, movedOn: [] };
  }

  /**
   * Puts a chunk of cases back to where the migration the other way round found them.
   * @param change from the version they stand on now, to the one that they came from
   */
  async function takeBack(change: ChartChange, chunk: Chunk, { actor, ground }: MigratedBy): Promise<Chunked> {
    const records = await recordsOf(change, chunk);
    const now = await clock.now();
    const ids = records.map(({ id }) => id);
    const histories = await historiesOf(pool, ids);
    // Of a case that has moved in between, the history is longer than what was read of it.
    const historyOf = ({ id, revision }: CaseRecord<C>) => (histories.get(id) ?? []).slice(0, revision);
    const [untouched, movedOn] = divided(records, (record) => canBeTakenBack(change, historyOf(record)));
    const { steps, failures } = attempted(untouched, (record) => {
      const event = eventOf(change, ground, record.revision);
      const earlier = standingBefore(record, historyOf(record));
      return amend(registry, { record, earlier }, { event, actor, now }, now);
    });
    const written = await writeFree(options, steps);
    return { last: lastOf(records), migrated: written.size, failures, movedOn: movedOn.map(({ id }) => id) };
  }

  function recordsOf({ id, from }: ChartChange, chunk: Chunk): Promise<CaseRecord<C>[]> {
    return caseStore.onVersion<C>(pool, { id, version: from }, chunk);
  }

  /** The case before its last line, from its history. @throws BrokenHistory */
  function standingBefore(record: CaseRecord<C>, history: readonly HistoryEntry[]): CaseRecord<C> {
    const last = history[record.revision - 1];
    for (const made of replay(registry, record, history)) {
      const leadsHere = last?.hash === record.head && made.record.head === last.previous;
      if (made.entry.seq === record.revision - 1 && leadsHere) return made.record;
    }
    throw new BrokenHistory('its history does not replay');
  }

  return { count, unmapped, foresee, migrate, takeBack };
}

function canBeTakenBack({ from, to }: ChartChange, history: readonly HistoryEntry[]): boolean {
  const last = history[history.length - 1];
  const data = last?.kind === 'amendment' ? migrationIn(last.event) : null;
  return data !== null && data.takesBack === undefined && data.from === to && data.to === from;
}

function eventOf({ from, to }: ChartChange, ground: string | undefined, takesBack?: number) {
  const data: MigrationData = {
    ...{ from, to },
    ...(ground !== undefined && { ground }),
    ...(takesBack !== undefined && { takesBack }),
  };
  return { type: MIGRATE, data };
}

function total(found: readonly { readonly cases: number }[]): number {
  return found.reduce((sum, { cases }) => sum + cases, 0);
}

function divided<T>(all: readonly T[], fits: (one: T) => boolean): [T[], T[]] {
  return [all.filter(fits), all.filter((one) => !fits(one))];
}
