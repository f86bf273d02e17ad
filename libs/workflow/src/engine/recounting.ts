import { caseStore } from './case-store.ts';
import type { Chunk } from './case-store.ts';
import type { CaseRecord, RecordedActor } from './model.ts';
import type { EngineOptions } from './options.ts';
import { recountCase } from './recount.ts';
import type { CalendarData } from './recount.ts';
import { attempted } from './step.ts';
import type { Attempted } from './step.ts';
import { inTransaction } from './transaction.ts';
import { caseWrite, committed, writeCases } from './write.ts';

/** What a chunk of cases came to. */
export interface Recounts extends Attempted {
  /** The last case that was looked at; null when there was none. */
  readonly last: string | null;
}

export type Recounting = ReturnType<typeof createRecounting>;

/** Has open cases count with another calendar, a chunk in one transaction, while others work on. */
export function createRecounting({ pool, registry, clock, announce }: EngineOptions) {
  /** What a calendar would make of a chunk of cases. Writes nothing. */
  async function foresee(data: CalendarData, chunk: Chunk): Promise<Recounts> {
    const records = await caseStore.onOtherCalendar(pool, data.calendar, chunk, false);
    return recounts(records, data, null, await clock.now());
  }

  /** Does it. A case that somebody holds is waited for. */
  async function apply(data: CalendarData, chunk: Chunk, actor: RecordedActor): Promise<Recounts> {
    const done = await inTransaction(pool, async (db) => {
      const records = await caseStore.onOtherCalendar(db, data.calendar, chunk, true);
      // Asked for once they are held: nothing that was done while others held them may come after it.
      const found = recounts(records, data, actor, await clock.now());
      const writes = found.steps.map(({ before, moved }) => caseWrite(registry.of(moved.record), before, moved));
      if (writes.length > 0) await writeCases(db, writes);
      return found;
    });
    announce(committed(done.steps.map(({ moved }) => moved)));
    return done;
  }

  function recounts(records: readonly CaseRecord[], data: CalendarData, actor: RecordedActor, now: number): Recounts {
    const last = records[records.length - 1]?.id ?? null;
    return { ...attempted(records, (record) => recountCase(registry, record, { data, actor, now })), last };
  }

  /** Cases that still count with another calendar and are open. */
  function waiting(calendar: string): Promise<number> {
    return caseStore.countOnOtherCalendar(pool, calendar);
  }

  return { foresee, apply, waiting };
}
