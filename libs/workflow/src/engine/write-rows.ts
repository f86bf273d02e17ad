import type { Instant } from '@huiyin/domain';
import type { CaseWrite } from './case-store.ts';
import type { HistoryEntry } from './model.ts';
import { nextDue } from './step.ts';

/** What a step's write comes to, table by table; column names are those of the recordsets in case-store.sql.ts. */
export function caseRow({ record, columns, expected, entries }: CaseWrite) {
  const { value, context, armed } = record;
  const at = entries[entries.length - 1]?.recordedAt ?? 0;
  return {
    id: record.id,
    machine_id: record.machineId,
    machine_version: record.machineVersion,
    expected,
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

export function entryRow(entry: HistoryEntry) {
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
export function timerRows({ record, before, entries }: CaseWrite) {
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

export function effectRows(entry: HistoryEntry) {
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
export function personalRows({ record, personal }: CaseWrite) {
  return personal ? [{ case_id: record.id, seq: record.revision, salt: personal.salt, body: personal.body }] : [];
}

function iso(at: Instant | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
