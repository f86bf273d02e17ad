import { auditCase, caseFromRow, historiesOf, inTransaction } from '@huiyin/workflow';
import type { CaseRow, PersonalText, Registry, StoredCase } from '@huiyin/workflow';
import type { Pool, PoolClient } from 'pg';
import { Directory } from '../access/directory.ts';
import { BEFORE_ALL } from '../chunk.ts';
import type { Share } from '../read/share.ts';
import * as sql from './audit.sql.ts';
import { surroundingFindings } from './surroundings.ts';
import type { AuditFinding } from './surroundings.ts';

/** Cases read together; memory is bounded by this, whatever the caseload. */
const CHUNK = 500;

export interface AuditProgress {
  readonly checked: number;
  readonly total: number;
  readonly findings: readonly AuditFinding[];
}

interface From {
  readonly after: string;
  readonly share: Share;
}

/**
 * Recomputes every chain and replays every history, a chunk of cases at a time, each chunk as of one instant, so that it
 * may run beside the working system.
 */
export async function* audit(
  pool: Pool,
  registry: Registry,
  share: Share = { of: 1, number: 0 },
): AsyncGenerator<AuditProgress> {
  const { rows } = await pool.query<{ n: number }>(sql.COUNT, [share.of, share.number]);
  const total = rows[0]?.n ?? 0;
  const directory = new Directory(pool);
  let checked = 0;
  let after = BEFORE_ALL;
  for (;;) {
    const { cases, beside } = await readChunk(pool, { after, share }, await directory.fresh());
    const last = cases[cases.length - 1];
    if (!last) return;
    after = last.record.id;
    checked += cases.length;
    const findings = [...cases.flatMap((stored) => auditCase(registry, stored)), ...beside];
    yield { checked, total: Math.max(total, checked), findings };
  }
}

/** A chunk as of one instant. */
function readChunk(pool: Pool, from: From, directory: Directory) {
  const work = async (db: PoolClient) => {
    const cases = await assemble(db, from);
    const records = cases.map((stored) => stored.record);
    return { cases, beside: await surroundingFindings(db, records, directory) };
  };
  return inTransaction(pool, work, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
}

async function assemble(db: PoolClient, { after, share }: From): Promise<StoredCase[]> {
  const { rows } = await db.query<CaseRow & ColumnsRow>(sql.CASES, [after, CHUNK, share.of, share.number]);
  const ids = rows.map((row) => row.id);
  const history = await historiesOf(db, ids);
  const timers = await grouped<{ case_id: string; name: string; due_at: Date }>(db, sql.ARMED, ids);
  const personal = await grouped<{ case_id: string; seq: number } & PersonalText>(db, sql.PERSONAL, ids);
  return rows.map((row) => ({
    record: caseFromRow(row),
    columns: columnsOf(row),
    history: history.get(row.id) ?? [],
    armedRows: (timers.get(row.id) ?? []).map(({ name, due_at }) => ({ name, dueAt: due_at.getTime() })),
    personal: new Map((personal.get(row.id) ?? []).map(({ seq, salt, body }) => [seq, { salt, body }])),
  }));
}

async function grouped<R extends { case_id: string }>(
  db: PoolClient,
  text: string,
  ids: string[],
): Promise<Map<string, R[]>> {
  const { rows } = await db.query<R>(text, [ids]);
  const groups = new Map<string, R[]>(ids.map((id) => [id, []]));
  for (const row of rows) groups.get(row.case_id)?.push(row);
  return groups;
}

interface ColumnsRow {
  readonly stage: string;
  readonly state: string;
  readonly tags: readonly string[];
  readonly unit: string | null;
  readonly assignee: string | null;
  readonly due_at: Date | null;
  readonly wake_at: Date | null;
}

function columnsOf({ stage, state, tags, unit, assignee, due_at, wake_at }: ColumnsRow): StoredCase['columns'] {
  const [dueAt, wakeAt] = [due_at?.getTime() ?? null, wake_at?.getTime() ?? null];
  return { stage, state, tags, unit, assignee, dueAt, wakeAt };
}
