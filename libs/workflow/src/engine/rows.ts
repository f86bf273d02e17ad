import type { CaseRecord, HistoryEntry } from './model.ts';

export const CASE_COLUMNS = ['id', 'machine_id', 'machine_version', 'revision', 'snapshot', 'head'] as const;

/** A row of petition_case, as far as a step needs it. */
export interface CaseRow {
  id: string;
  machine_id: string;
  machine_version: number;
  revision: number;
  snapshot: Pick<CaseRecord, 'value' | 'context' | 'armed'>;
  head: string;
}

export function caseFromRow(row: CaseRow): CaseRecord {
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
