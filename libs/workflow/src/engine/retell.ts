import type { Instant } from '@huiyin/domain';
import type { Definition } from './definition.ts';
import { EventNotAccepted } from './errors.ts';
import type { CaseRecord, HistoryEntry, Moved, RecordedEvent } from './model.ts';
import { changeCalendar } from './recount.ts';
import type { CalendarData } from './recount.ts';
import { openCase, settleDue, takeEvent } from './step.ts';

/** What people did in a case, said again to another chart. */
export interface Retold extends Moved {
  /** The act that it did not take, with which the telling ends. */
  readonly refused: Refused | null;
}

export interface Refused {
  readonly seq: number;
  readonly at: Instant;
  readonly event: string;
  readonly state: string;
  /** Names of the guards that said no; empty when the state does not know the event. */
  readonly refusedBy: readonly string[];
}

export interface Retelling {
  readonly history: readonly HistoryEntry[];
  /** What the first line says instead, where the case would have begun otherwise. */
  readonly opening?: RecordedEvent | undefined;
  /** As far as time runs on after the last act. */
  readonly until: Instant;
}

/**
 * Tells a case's history to a chart as if it had stood on it from the first line on: each act and each change of the
 * calendar at its own time, timers by themselves. Lines of migrations are left out: there is nothing to go on from.
 * @throws where the chart itself fails
 */
export function retell(definition: Definition, { history, opening, until }: Retelling): Retold {
  const [first, ...later] = history;
  if (first?.kind !== 'open') throw new Error('the case has no first line');
  const { event, actor, at: now } = first;
  const opened = openCase(definition, first.caseId, { event: opening ?? event, actor, now });
  const entries = [...opened.entries];
  let { record } = opened;
  for (const line of later) {
    if (line.kind !== 'event' && line.kind !== 'calendar') continue;
    try {
      const moved = saidAgain(definition, record, line);
      entries.push(...moved.entries);
      record = moved.record;
    } catch (error) {
      if (!(error instanceof EventNotAccepted)) throw error;
      const { seq, at } = line;
      const { state, refusedBy } = error;
      return { record, entries, refused: { seq, at, event: line.event.type, state, refusedBy } };
    }
  }
  const ended = settleDue(definition, record, until, until);
  return { record: ended.record, entries: [...entries, ...ended.entries], refused: null };
}

function saidAgain(definition: Definition, record: CaseRecord, { kind, event, actor, at: now }: HistoryEntry): Moved {
  const then = settleDue(definition, record, now, now);
  const moved =
    kind === 'calendar'
      ? changeCalendar(definition, then.record, { data: event.data as CalendarData, actor, now }, now)
      : takeEvent(definition, then.record, { event, actor, now }, now);
  return { record: moved.record, entries: [...then.entries, ...moved.entries] };
}
