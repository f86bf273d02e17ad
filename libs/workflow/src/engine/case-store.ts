import type { StateValue } from 'xstate';
import type { CaseRecord, EngineContext, HistoryEntry, StoredCommand } from './model.ts';
import { caseFromRow, CASE_COLUMNS } from './rows.ts';
import type { CaseRow, Executor } from './rows.ts';

/** A row of case_event. */
export interface EntryRow {
  case_id: string;
  seq: number;
  kind: HistoryEntry['kind'];
  event: HistoryEntry['event'];
  actor: HistoryEntry['actor'];
  at: Date;
  recorded_at: Date;
  from_state: HistoryEntry['from'];
  to_state: HistoryEntry['to'];
  actions: HistoryEntry['actions'];
  previous: string;
  hash: string;
}

export function historyEntryFromRow(row: EntryRow): HistoryEntry {
  return {
    caseId: row.case_id,
    seq: row.seq,
    kind: row.kind,
    event: row.event,
    actor: row.actor,
    at: row.at.getTime(),
    recordedAt: row.recorded_at.getTime(),
    from: row.from_state,
    to: row.to_state,
    actions: row.actions,
    previous: row.previous,
    hash: row.hash,
  };
}

const COLUMNS = CASE_COLUMNS.join(', ');

const LOAD = `SELECT ${COLUMNS} FROM petition_case WHERE id = $1`;

/** Cases on one version of a machine, a chunk at a time, in the order of their ids. */
const ON_VERSION = `
  SELECT ${COLUMNS} FROM petition_case WHERE machine_id = $1 AND machine_version = $2 AND id > $3 ORDER BY id LIMIT $4`;

const CLAIM = 'SELECT id FROM petition_case WHERE id = ANY($1) FOR UPDATE SKIP LOCKED';

/** Open cases whose context does not hold what is given. */
const NOT_HOLDING = `wake_at IS NOT NULL AND NOT snapshot -> 'context' @> $1::jsonb`;

const OPEN_NOT_HOLDING = `SELECT ${COLUMNS} FROM petition_case WHERE ${NOT_HOLDING} AND id > $2 ORDER BY id LIMIT $3`;

const COUNT_NOT_HOLDING = `SELECT count(*)::int AS cases FROM petition_case WHERE ${NOT_HOLDING}`;

const STATES_ON_VERSION = `
  SELECT snapshot -> 'value' AS value, count(*)::int AS cases FROM petition_case
  WHERE machine_id = $1 AND machine_version = $2 GROUP BY 1 ORDER BY 2 DESC, 1`;

/** A line in the history has a number; a refusal has none. */
const REFUSE_COMMAND = `
  INSERT INTO command (id, digest, case_id, refusal) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`;

const FIND_COMMAND = 'SELECT id, digest, case_id AS "caseId", seq, refusal FROM command WHERE id = $1';

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

/**
 * What is read of the tables and claimed, and the command of a refusal, which is all that is written of one; rows.ts alone writes
 * a step. What each step asks is named, so PostgreSQL plans it once a connection.
 */
export const caseStore = {
  async load<C extends EngineContext>(db: Executor, id: string): Promise<CaseRecord<C> | null> {
    const { rows } = await db.query<CaseRow<C>>({ name: 'case-load', text: LOAD, values: [id] });
    return rows[0] ? caseFromRow(rows[0]) : null;
  },

  /** @returns false when the command has been answered before, by whomever */
  async refuseCommand(db: Executor, { id, digest, caseId, refusal }: Omit<StoredCommand, 'seq'>): Promise<boolean> {
    const values = [id, digest, caseId, JSON.stringify(refusal)];
    const { rowCount } = await db.query({ name: 'command-refuse', text: REFUSE_COMMAND, values });
    return rowCount === 1;
  },

  async findCommand(db: Executor, id: string): Promise<StoredCommand | null> {
    const { rows } = await db.query<StoredCommand>({ name: 'command-find', text: FIND_COMMAND, values: [id] });
    return rows[0] ?? null;
  },

  async onVersion<C extends EngineContext>(
    db: Executor,
    { id, version }: OnVersion,
    { after, limit }: Chunk,
  ): Promise<CaseRecord<C>[]> {
    const { rows } = await db.query<CaseRow<C>>(ON_VERSION, [id, version, after, limit]);
    return rows.map(caseFromRow);
  },

  /** @param claim whether they are locked; those that others hold are waited for */
  async openNotHolding<C extends EngineContext>(
    db: Executor,
    held: Partial<C>,
    { after, limit }: Chunk,
    claim: boolean,
  ): Promise<CaseRecord<C>[]> {
    const text = claim ? `${OPEN_NOT_HOLDING} FOR UPDATE` : OPEN_NOT_HOLDING;
    const { rows } = await db.query<CaseRow<C>>(text, [JSON.stringify(held), after, limit]);
    return rows.map(caseFromRow);
  },

  async countNotHolding(db: Executor, held: object): Promise<number> {
    const { rows } = await db.query<{ cases: number }>(COUNT_NOT_HOLDING, [JSON.stringify(held)]);
    return rows[0]?.cases ?? 0;
  },

  /** Locks those of the cases that nobody else holds. */
  async claim(db: Executor, ids: readonly string[]): Promise<Set<string>> {
    const { rows } = await db.query<{ id: string }>(CLAIM, [ids]);
    return new Set(rows.map(({ id }) => id));
  },

  /** Every state that a case on this version is in, with how many are. */
  async statesOnVersion(db: Executor, { id, version }: OnVersion): Promise<{ value: StateValue; cases: number }[]> {
    const { rows } = await db.query<{ value: StateValue; cases: number }>(STATES_ON_VERSION, [id, version]);
    return rows;
  },
};

const HISTORIES = `
  SELECT case_id, seq, kind, event, actor, at, recorded_at, from_state, to_state, actions, previous, hash
  FROM case_event WHERE case_id = ANY($1) ORDER BY case_id, seq`;

/** The whole history of each of the cases, empty where there is none. */
export async function historiesOf(db: Executor, caseIds: readonly string[]): Promise<Map<string, HistoryEntry[]>> {
  const { rows } = await db.query<EntryRow>({ name: 'case-histories', text: HISTORIES, values: [caseIds] });
  const histories = new Map<string, HistoryEntry[]>(caseIds.map((id) => [id, []]));
  for (const row of rows) histories.get(row.case_id)?.push(historyEntryFromRow(row));
  return histories;
}
