import { movesOf, replay } from '@huiyin/workflow';
import type {
  CaseRecord,
  ClockMove,
  HistoryEntry,
  PetitionContext,
  RecordedActor,
  Recounting,
  Registry,
} from '@huiyin/workflow';
import type { Pool } from 'pg';
import type { Share } from '../read/share.ts';
import { BEFORE_ALL, CHUNK } from '../read/with-histories.ts';
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
export function foreseeCalendar(recounting: Recounting, calendar: string): AsyncGenerator<CalendarProgress> {
  return chunks(recounting, calendar, (after) => recounting.foresee({ calendar }, { after, limit: CHUNK }));
}

/** Does it, a chunk at a time. Whoever stops it in the middle and runs it again goes on where it was. */
export function applyCalendar(
  recounting: Recounting,
  said: { readonly calendar: string; readonly ground: string; readonly actor: RecordedActor },
): AsyncGenerator<CalendarProgress> {
  const { actor, ...data } = said;
  return chunks(recounting, data.calendar, (after) => recounting.apply(data, { after, limit: CHUNK }, actor));
}

type Chunked = Awaited<ReturnType<Recounting['foresee']>>;

async function* chunks(
  recounting: Recounting,
  calendar: string,
  next: (after: string) => Promise<Chunked>,
): AsyncGenerator<CalendarProgress> {
  const total = await recounting.waiting(calendar);
  let done = 0;
  for (let after: string | null = BEFORE_ALL; after !== null;) {
    const { last, steps, failures }: Chunked = await next(after);
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
    const isChange = entry.kind === 'calendar' && (record.context as PetitionContext).calendar === calendar;
    if (isChange && before) return caseMoves(before, record);
    before = record;
  }
  return [];
}

function caseMoves(before: CaseRecord, after: CaseRecord): CaseMove[] {
  const moves = movesOf(before.context as PetitionContext, after.context as PetitionContext);
  return moves.map((move) => ({ case: after.id, ...move }));
}
