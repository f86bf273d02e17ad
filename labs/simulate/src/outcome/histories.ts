import { grouped } from '@huiyin/lab-kit';
import { BEFORE_ALL } from '@huiyin/office';
import { CASE_COLUMNS, caseFromRow, historyEntryFromRow } from '@huiyin/workflow';
import type { CaseRecord, CaseRow, EntryRow, HistoryEntry } from '@huiyin/workflow';
import type { Pool } from 'pg';

/** Cases read together. */
const CHUNK = 500;

/** A row of case_timer. */
export interface TimerRow {
  readonly case_id: string;
  readonly name: string;
  readonly status: 'armed' | 'fired' | 'cancelled';
  readonly due_at: Date;
}

/** A case with all that the tables say of it. */
export interface Told {
  readonly record: CaseRecord;
  readonly stage: string;
  readonly tags: readonly string[];
  readonly unit: string;
  readonly wakeAt: number | null;
  readonly failure: string | null;
  readonly history: readonly HistoryEntry[];
  readonly timers: readonly TimerRow[];
  /** Effects owed to the world, as `line/number`. */
  readonly effects: readonly string[];
}

interface Row extends CaseRow {
  stage: string;
  tags: string[];
  unit: string;
  wake_at: Date | null;
  failure: string | null;
}

/** Every case in order of its id, some hundreds in memory at a time. */
export async function* histories(pool: Pool): AsyncGenerator<Told> {
  let after = BEFORE_ALL;
  for (;;) {
    const { rows } = await pool.query<Row>(
      `SELECT ${CASE_COLUMNS.join(', ')}, stage, tags, unit, wake_at, failure
       FROM petition_case WHERE id > $1 ORDER BY id LIMIT $2`,
      [after, CHUNK],
    );
    const last = rows[rows.length - 1];
    if (!last) return;
    after = last.id;
    yield* await withRows(pool, rows);
  }
}

async function withRows(pool: Pool, rows: readonly Row[]): Promise<Told[]> {
  const read = async <R extends { case_id: string }>(text: string) =>
    grouped((await pool.query<R>(text, [rows.map(({ id }) => id)])).rows, ({ case_id }) => case_id);
  const [lines, timers, effects] = await Promise.all([
    read<EntryRow>('SELECT * FROM case_event WHERE case_id = ANY($1) ORDER BY case_id, seq'),
    read<TimerRow>('SELECT case_id, name, status, due_at FROM case_timer WHERE case_id = ANY($1)'),
    read<{ case_id: string; seq: number; number: number }>(
      'SELECT case_id, seq, number FROM case_effect WHERE case_id = ANY($1) ORDER BY case_id, seq, number',
    ),
  ]);
  return rows.map((row) => ({
    record: caseFromRow(row),
    stage: row.stage,
    tags: row.tags,
    unit: row.unit,
    wakeAt: row.wake_at?.getTime() ?? null,
    failure: row.failure,
    history: (lines.get(row.id) ?? []).map(historyEntryFromRow),
    timers: timers.get(row.id) ?? [],
    effects: (effects.get(row.id) ?? []).map(({ seq, number }) => `${seq}/${number}`),
  }));
}
