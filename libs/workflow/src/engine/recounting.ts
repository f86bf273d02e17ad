import { attempted, inChunk } from './batch.ts';
import type { Chunked } from './batch.ts';
import { caseStore } from './case-store.ts';
import type { Chunk } from './case-store.ts';
import type { EngineOptions } from './committing.ts';
import { recountCase } from './recount.ts';
import type { CalendarData } from './recount.ts';
import type { RecordedActor } from './model.ts';

export type Recounting = ReturnType<typeof createRecounting>;

/** Has open cases count with another calendar, a chunk in one transaction, while others work on. */
export function createRecounting(options: EngineOptions) {
  const { pool, registry, clock } = options;

  /** What a calendar would make of a chunk of cases. Writes nothing. */
  async function foresee(data: CalendarData, chunk: Chunk): Promise<Chunked> {
    const now = await clock.now();
    const records = await caseStore.onOtherCalendar(pool, data.calendar, chunk, false);
    const last = records[records.length - 1]?.id ?? null;
    return { ...attempted(records, (record) => recountCase(registry, record, { data, actor: null, now })), last };
  }

  /** Does it. A case that somebody holds is waited for. */
  function apply(data: CalendarData, chunk: Chunk, actor: RecordedActor): Promise<Chunked> {
    return inChunk(
      options,
      (db) => caseStore.onOtherCalendar(db, data.calendar, chunk, true),
      (records, now) => attempted(records, (record) => recountCase(registry, record, { data, actor, now })),
    );
  }

  /** Cases that still count with another calendar and are open. */
  function waiting(calendar: string): Promise<number> {
    return caseStore.countOnOtherCalendar(pool, calendar);
  }

  return { foresee, apply, waiting };
}
