import type { Instant } from '@huiyin/domain';
import type { Pool, PoolClient } from 'pg';
import type { CaseColumns, Definition } from './definition.ts';
import type { CaseRecord, EngineContext, HistoryEntry, Moved, Command, PersonalText } from './model.ts';
import type { Beside, Committed, EngineOptions, Fragment, OrderParts, OrderRows } from './options.ts';
import { nextDue, rehydrate } from './step.ts';
import { KINDS, PARTS } from './write.sql.ts';

/* A case and its rows: how it is read off one, and the one statement that writes. */

/** Where a statement runs: the pool (its own transaction) or a client inside one. */
export type Executor = Pick<Pool | PoolClient, 'query'>;

/** Everything one case writes in one step. */
export interface CaseWrite<C extends EngineContext = EngineContext> {
  /** The case that the step was computed from, whose revision the write rests on; null for a new case. */
  readonly before: CaseRecord<C> | null;
  readonly moved: Moved<C>;
  readonly personal?: PersonalText | undefined;
  readonly command?: Command | undefined;
  /** Rows that only this order knows. */
  readonly parts?: OrderParts | undefined;
}

/** Columns of a row that a step needs. */
export const CASE_COLUMNS = ['id', 'machine_id', 'machine_version', 'revision', 'snapshot', 'head'] as const;

/** A row of petition_case, as far as a step needs it. */
export interface CaseRow<C extends EngineContext = EngineContext> {
  id: string;
  machine_id: string;
  machine_version: number;
  revision: number;
  snapshot: Pick<CaseRecord<C>, 'value' | 'context' | 'armed'>;
  head: string;
}

export function caseFromRow<C extends EngineContext>(row: CaseRow<C>): CaseRecord<C> {
  const { value, context, armed } = row.snapshot;
  return {
    id: row.id,
    machineId: row.machine_id,
    machineVersion: row.machine_version,
    revision: row.revision,
    value,
    context,
    armed,
    head: row.head,
  };
}

/** What a case is listed by, read off its state. */
export function columnsOf(
  definition: Pick<Definition, 'machine' | 'view'>,
  record: Pick<CaseRecord, 'value' | 'context'>,
): CaseColumns {
  return definition.view(rehydrate(definition, record, record.context.now));
}

/** Whether anybody has to be told of a step: the world is owed something, or the case wants to wake at another time. */
export function isNews(before: CaseRecord | null, { record, entries }: Moved): boolean {
  const wakesElsewhen = nextDue(record)?.dueAt !== (before && nextDue(before)?.dueAt);
  return wakesElsewhen || entries.some(({ actions }) => actions.effects.length > 0);
}

export function committed(moves: readonly Moved[]): Committed {
  return {
    wakeAt: moves.flatMap(({ record }) => nextDue(record)?.dueAt ?? []),
    effects: moves.flatMap(({ entries }) => entries).reduce((sum, entry) => sum + entry.actions.effects.length, 0),
  };
}

type Kind = keyof typeof KINDS;

const statements = new Map<string, { readonly name: string; readonly text: string }>();

/** How many cases one statement may write that are of different orders. */
export const MOST_TOGETHER = 64;

/** The one statement that writes cases with these parts; named, so that PostgreSQL plans it once a connection. */
function writing(kind: Kind, parts: readonly (readonly [name: string, text: Fragment])[], own: OrderRows | undefined) {
  const key = [kind, ...parts.map(([name]) => name), ...(own ? [own.name] : [])].join('-');
  const known = statements.get(key);
  if (known) return known;
  const all = [
    KINDS[kind].given,
    KINDS[kind].moved,
    ...parts.map(([, text], index) => text.replaceAll('$rows', () => `$${index + 2}`)),
    ...(own ? [own.parts(parts.length + 2)] : []),
  ];
  // A name of PostgreSQL's may have 63 characters at most, so the key is none.
  const statement = { name: `case-write-${statements.size}`, text: `WITH ${all.join(',')} SELECT id FROM moved` };
  statements.set(key, statement);
  return statement;
}

/**
 * Writes case, history, timers, effects, personal text and command of every given case in one statement, and whatever
 * the application keeps beside them. A case that has moved on from its expected revision is left out whole.
 * @param own rows that only an order knows and that go as they are; then it is the only case
 * @returns ids of the cases written
 */
export async function writeCases<C extends EngineContext>(
  db: Executor,
  options: Pick<EngineOptions<C>, 'registry' | 'beside'>,
  writes: readonly CaseWrite<C>[],
  own?: OrderRows,
): Promise<Set<string>> {
  if (writes.length === 0) return new Set();
  const [first] = writes;
  const alone = first?.before === null ? 'open' : 'step';
  return write(db, options, writes.length > 1 ? 'storm' : alone, writes, own);
}

/**
 * Writes cases of different orders in one statement: all of them opened, or all of them moved. A case that somebody holds is
 * left out like one that has moved on.
 * @returns ids of the cases written
 */
export async function writeTogether<C extends EngineContext>(
  db: Executor,
  options: Pick<EngineOptions<C>, 'registry' | 'beside'>,
  writes: readonly CaseWrite<C>[],
): Promise<Set<string>> {
  if (writes.length === 1) return writeCases(db, options, writes);
  const size = writes.length > 8 ? 'Many' : 'Few';
  return write(db, options, `${writes[0]?.before === null ? 'open' : 'step'}${size}`, writes);
}

async function write<C extends EngineContext>(
  db: Executor,
  { registry, beside }: Pick<EngineOptions<C>, 'registry' | 'beside'>,
  kind: Kind,
  writes: readonly CaseWrite<C>[],
  own?: OrderRows,
): Promise<Set<string>> {
  const rows: Record<string, readonly object[]> = {
    lines: writes.flatMap(({ moved }) => moved.entries.map(entryRow)),
    timers: writes.flatMap(timerRows),
    effects: writes.flatMap(({ moved }) => moved.entries.flatMap(effectRows)),
    personal: writes.flatMap(personalRows),
    commands: writes.flatMap(commandRows),
    ...(beside && (await rowsBeside(writes, beside))),
    ...rowsOfOrders(writes),
  };
  const texts = { ...PARTS, ...beside?.parts, ...writes[0]?.parts?.texts };
  const parts = Object.entries<Fragment>(texts).filter(([name]) => rows[name]?.length);
  const given = writes.map((write) => caseRow(write, columnsOf(registry.of(write.moved.record), write.moved.record)));
  const { rows: done } = await db.query<{ id: string }>({
    ...writing(kind, parts, own),
    values: [JSON.stringify(given), ...parts.map(([name]) => JSON.stringify(rows[name])), ...(own?.values ?? [])],
  });
  return new Set(done.map((row) => row.id));
}

/** Those that the orders bring along; orders that go together have them of the same parts. */
function rowsOfOrders(writes: readonly CaseWrite[]) {
  const rows: Record<string, object[]> = {};
  for (const { moved, parts } of writes) {
    for (const [part, own] of Object.entries(parts?.rows ?? {})) {
      (rows[part] ??= []).push(...own.map((row) => ({ case_id: moved.record.id, ...row })));
    }
  }
  return rows;
}

async function rowsBeside<C extends EngineContext>(writes: readonly CaseWrite<C>[], { rowsOf }: Beside<C>) {
  const rows: Record<string, object[]> = {};
  for (const { before, moved } of writes) {
    const found = Object.entries(await rowsOf(before, moved.record));
    for (const [part, row] of found) (rows[part] ??= []).push({ case_id: moved.record.id, ...row });
  }
  return rows;
}

/** What a step's write comes to, table by table; column names are those of the recordsets above. */
function caseRow({ before, moved: { record, entries } }: CaseWrite, columns: CaseColumns) {
  const { value, context, armed } = record;
  const at = entries[entries.length - 1]?.recordedAt ?? 0;
  return {
    id: record.id,
    machine_id: record.machineId,
    machine_version: record.machineVersion,
    expected: before?.revision ?? null,
    revision: record.revision,
    snapshot: { value, context, armed },
    head: record.head,
    stage: columns.stage,
    state: columns.state,
    tags: columns.tags,
    unit: columns.unit,
    assignee: columns.assignee,
    due_at: iso(columns.dueAt),
    wake_at: iso(nextDue(record)?.dueAt ?? null),
    at: iso(at),
  };
}

function entryRow(entry: HistoryEntry) {
  return {
    case_id: entry.caseId,
    seq: entry.seq,
    kind: entry.kind,
    event: entry.event,
    actor: entry.actor,
    at: iso(entry.at),
    recorded_at: iso(entry.recordedAt),
    from_state: entry.from,
    to_state: entry.to,
    actions: entry.actions,
    previous: entry.previous,
    hash: entry.hash,
  };
}

/** The last thing that happened to each timer a step touched; a timer armed and disarmed within it leaves no row. */
function timerRows({ before: earlier, moved: { record, entries } }: CaseWrite) {
  const before = earlier?.armed ?? {};
  const fired = new Map(entries.filter((entry) => entry.kind === 'timer').map((entry) => [entry.event.type, entry]));
  const touched = new Set([...Object.keys(before), ...Object.keys(record.armed), ...fired.keys()]);
  return [...touched].flatMap((name) => {
    const waiting = record.armed[name];
    const was = before[name];
    if (waiting)
      return waiting === was ? [] : [timerRow(record.id, name, 'armed', waiting.armedAt, waiting.dueAt, null)];
    const firing = fired.get(name);
    if (firing) {
      const armedAt = was?.armedAt ?? firing.at;
      return [timerRow(record.id, name, 'fired', armedAt, firing.at, firing.recordedAt)];
    }
    return was ? [timerRow(record.id, name, 'cancelled', was.armedAt, was.dueAt, null)] : [];
  });
}

function timerRow(
  caseId: string,
  name: string,
  status: 'armed' | 'fired' | 'cancelled',
  armedAt: Instant,
  dueAt: Instant,
  firedAt: Instant | null,
) {
  return { case_id: caseId, name, status, armed_at: iso(armedAt), due_at: iso(dueAt), fired_at: iso(firedAt) };
}

function effectRows(entry: HistoryEntry) {
  return entry.actions.effects.map(({ kind, payload }, index) => ({
    case_id: entry.caseId,
    seq: entry.seq,
    number: index,
    kind,
    payload,
    at: iso(entry.at),
  }));
}

/** The text belongs to the person's event, which is the last line of its step. */
function personalRows({ moved: { record }, personal }: CaseWrite) {
  return personal ? [{ case_id: record.id, seq: record.revision, salt: personal.salt, body: personal.body }] : [];
}

/** The command did the last line of its step. */
function commandRows({ moved: { record }, command }: CaseWrite) {
  return command ? [{ ...command, case_id: record.id, seq: record.revision }] : [];
}

function iso(at: Instant | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
