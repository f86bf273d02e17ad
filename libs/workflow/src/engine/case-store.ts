import type { Pool, PoolClient } from 'pg';
import type { StateValue } from 'xstate';
import type { Instant } from '@huiyin/domain';
import type { EventNotAccepted } from './errors.ts';
import type { CaseRecord, HistoryEntry } from './model.ts';
import type { CaseColumns } from './registry.ts';
import { caseFromRow } from './rows.ts';
import type { CaseRow } from './rows.ts';
import * as sql from './case-store.sql.ts';
import type { Company, PartName } from './case-store.sql.ts';
import { caseRow, effectRows, entryRow, personalRows, timerRows } from './write-rows.ts';

/** Where a statement runs: the pool (its own transaction) or a client inside one. */
export type Executor = Pick<Pool | PoolClient, 'query'>;

/** Text about persons said with an event, kept apart from the history. */
export interface PersonalText {
  readonly salt: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Everything one case writes in one step. */
export interface CaseWrite {
  /** Revision the write rests on; null for a new case. */
  readonly expected: number | null;
  readonly record: CaseRecord;
  readonly columns: CaseColumns;
  readonly before: CaseRecord['armed'];
  readonly entries: readonly HistoryEntry[];
  readonly personal?: PersonalText | undefined;
  readonly command?: StoredCommand | undefined;
}

/** What is kept of a command, so that it is done once and answered alike. */
export interface StoredCommand {
  readonly id: string;
  readonly digest: string;
  readonly caseId: string;
  /** Its line in the history; null for one that was refused. */
  readonly seq: number | null;
  /** Why it was refused; null for one that was done. */
  readonly refusal: Pick<EventNotAccepted, 'event' | 'state' | 'refusedBy'> | null;
}

/** A version of a machine. */
export interface OnVersion {
  readonly id: string;
  readonly version: number;
}

/** The first cases after one, by their ids. */
export interface Chunk {
  readonly after: string;
  readonly limit: number;
}

const PART_NAMES = Object.keys(sql.PARTS) as PartName[];

/** The only SQL that writes a case. Statements are named, so PostgreSQL plans them once a connection. */
export const caseStore = {
  async load(db: Executor, id: string): Promise<CaseRecord | null> {
    const { rows } = await db.query<CaseRow>({ name: 'case-load', text: sql.LOAD, values: [id] });
    return rows[0] ? caseFromRow(rows[0]) : null;
  },

  /** Cases with a timer due, the longest due first, locked; those another worker holds are passed over. */
  async claimDue(db: Executor, now: Instant, limit: number): Promise<CaseRecord[]> {
    const values = [new Date(now), limit];
    const { rows } = await db.query<CaseRow>({ name: 'case-claim-due', text: sql.CLAIM_DUE, values });
    return rows.map(caseFromRow);
  },

  /**
   * Writes case, history, timers, effects, personal text and command of every given case in one statement.
   * A case that has moved on from its expected revision is left out whole.
   * @param company rows of the caller's own that are written with them
   * @returns ids of the cases written
   */
  async write(db: Executor, writes: readonly CaseWrite[], company: Company | null = null): Promise<Set<string>> {
    const rows: Record<PartName, readonly object[]> = {
      lines: writes.flatMap((write) => write.entries.map(entryRow)),
      timers: writes.flatMap(timerRows),
      effects: writes.flatMap((write) => write.entries.flatMap(effectRows)),
      personal: writes.flatMap(personalRows),
      commands: writes.flatMap(({ command }) => (command ? [command] : [])),
    };
    const parts = PART_NAMES.filter((part) => rows[part].length > 0);
    const { rows: moved } = await db.query<{ id: string }>({
      ...sql.writing(kindOf(writes), parts, company),
      values: [
        JSON.stringify(writes.map(caseRow)),
        ...parts.map((part) => JSON.stringify(rows[part])),
        ...(company?.values ?? []),
      ],
    });
    return new Set(moved.map((row) => row.id));
  },

  /** Keeps a case whose step failed from being claimed again at once; the next step it takes forgets it. */
  async setAside(db: Executor, id: string, failure: string): Promise<void> {
    await db.query({ name: 'case-set-aside', text: sql.SET_ASIDE, values: [id, failure] });
  },

  /** @returns false when the command has been answered before, by whomever */
  async refuseCommand(db: Executor, { id, digest, caseId, refusal }: Omit<StoredCommand, 'seq'>): Promise<boolean> {
    const values = [id, digest, caseId, JSON.stringify(refusal)];
    const { rowCount } = await db.query({ name: 'command-refuse', text: sql.REFUSE_COMMAND, values });
    return rowCount === 1;
  },

  async findCommand(db: Executor, id: string): Promise<StoredCommand | null> {
    const { rows } = await db.query<StoredCommand>({ name: 'command-find', text: sql.FIND_COMMAND, values: [id] });
    return rows[0] ?? null;
  },

  async onVersion(db: Executor, { id, version }: OnVersion, { after, limit }: Chunk): Promise<CaseRecord[]> {
    const { rows } = await db.query<CaseRow>(sql.ON_VERSION, [id, version, after, limit]);
    return rows.map(caseFromRow);
  },

  /** @param claim whether they are locked; those that others hold are waited for */
  async onOtherCalendar(
    db: Executor,
    calendar: string,
    { after, limit }: Chunk,
    claim: boolean,
  ): Promise<CaseRecord[]> {
    const text = claim ? `${sql.ON_OTHER_CALENDAR} FOR UPDATE` : sql.ON_OTHER_CALENDAR;
    const { rows } = await db.query<CaseRow>(text, [calendar, after, limit]);
    return rows.map(caseFromRow);
  },

  async countOnOtherCalendar(db: Executor, calendar: string): Promise<number> {
    const { rows } = await db.query<{ cases: number }>(sql.COUNT_ON_OTHER_CALENDAR, [calendar]);
    return rows[0]?.cases ?? 0;
  },

  /** Locks those of the cases that nobody else holds. */
  async claim(db: Executor, ids: readonly string[]): Promise<Set<string>> {
    const { rows } = await db.query<{ id: string }>(sql.CLAIM, [ids]);
    return new Set(rows.map(({ id }) => id));
  },

  /** Every state that a case on this version is in, with how many are. */
  async statesOnVersion(db: Executor, { id, version }: OnVersion): Promise<{ value: StateValue; cases: number }[]> {
    const { rows } = await db.query<{ value: StateValue; cases: number }>(sql.STATES_ON_VERSION, [id, version]);
    return rows;
  },
};

function kindOf(writes: readonly CaseWrite[]): 'create' | 'step' | 'storm' {
  if (writes.length > 1) return 'storm';
  return writes[0]?.expected === null ? 'create' : 'step';
}
