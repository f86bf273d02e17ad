import { APPLY_CALENDAR, movesOf, replay } from '@huiyin/workflow';
import type {
  AmendedChunk,
  Amending,
  CaseRecord,
  ClockMove,
  HistoryEntry,
  RecordedActor,
  RecordedEvent,
  Registry,
} from '@huiyin/workflow';
import type { Pool } from 'pg';
import type { Share } from '../read/share.ts';
import { BEFORE_ALL, CHUNK } from '../chunk.ts';
import { readHistories } from './calendar-lines.ts';

/** What a calendar does to one clock of one case. */
export interface CaseMove extends ClockMove {
  readonly case: string;
}

/** How far it is, and what came of the cases looked at since the last time it was told. */
export interface CalendarProgress {
  readonly done: number;
  readonly total: number;
  readonly moves: readonly CaseMove[];
  readonly failures: readonly { readonly case: string; readonly reason: string }[];
}

/** What a calendar would do to every open case. Writes nothing. */
export function foreseeCalendar(amending: Amending, calendar: string): AsyncGenerator<CalendarProgress> {
  const amendment = { type: APPLY_CALENDAR, data: { calendar } };
  return chunks(amending, amendment, (after) => amending.foresee(amendment, { after, limit: CHUNK }));
}

/** Does it, a chunk at a time. Whoever stops it in the middle and runs it again goes on where it was. */
export function applyCalendar(
  amending: Amending,
  said: { readonly calendar: string; readonly ground: string; readonly actor: RecordedActor },
): AsyncGenerator<CalendarProgress> {
  const { actor, ...data } = said;
  const amendment = { type: APPLY_CALENDAR, data };
  return chunks(amending, amendment, (after) => amending.apply(amendment, { after, limit: CHUNK }, actor));
}

async function* chunks(
  amending: Amending,
  amendment: RecordedEvent,
  next: (after: string) => Promise<AmendedChunk>,
): AsyncGenerator<CalendarProgress> {
  const total = await amending.waiting(amendment);
  let done = 0;
  for (let after: string | null = BEFORE_ALL; after !== null;) {
    const { last, steps, failures }: AmendedChunk = await next(after);
    done += steps.length + failures.length;
    yield {
      done,
      total,
      moves: steps.flatMap(({ before, moved }) => caseMoves(before, moved.record)),
      failures: failures.map(({ caseId, error }) => ({ case: caseId, reason: error.message })),
    };
    after = last;
  }
}

/** What a calendar has done, as the histories tell it: each is replayed up to the line of the change and over it. */
export async function* calendarDone(
  pool: Pool,
  registry: Registry,
  calendar: string,
  share: Share = { of: 1, number: 0 },
): AsyncGenerator<Omit<CalendarProgress, 'failures'>> {
  let done = 0;
  for await (const { total, cases } of readHistories(pool, calendar, { limit: CHUNK, share })) {
    done += cases.length;
    const moves = cases.flatMap(({ record, history }) => movesInHistory(registry, record, history, calendar));
    yield { done, total, moves };
  }
}

function movesInHistory(
  registry: Registry,
  chart: CaseRecord,
  history: readonly HistoryEntry[],
  calendar: string,
): CaseMove[] {
  let before: CaseRecord | undefined;
  for (const { record, entry } of replay(registry, chart, history)) {
    const isChange = entry.event.type === APPLY_CALENDAR && record.context.calendar === calendar;
    if (isChange && before) return caseMoves(before, record);
    before = record;
  }
  return [];
}

function caseMoves(before: CaseRecord, after: CaseRecord): CaseMove[] {
  const moves = movesOf(before.context, after.context);
  return moves.map((move) => ({ case: after.id, ...move }));
}
