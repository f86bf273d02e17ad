import type { Instant } from '@huiyin/domain';
import { amendByChart } from './amendment.ts';
import type { Definition } from './definition.ts';
import { BrokenHistory, EventNotAccepted } from './errors.ts';
import { migrationIn } from './migrate.ts';
import type { CaseRecord, EngineContext, HistoryEntry, Moved, RecordedEvent } from './model.ts';
import { openCase, settleDue, takeEvent } from './step.ts';

/** What people did in a case, said again to another chart. */
export interface Retold<C extends EngineContext = EngineContext> extends Moved<C> {
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
 * Tells a case's history to a chart as if it had stood on it from the first line on: each act and each amendment
 * at its own time, timers by themselves. Lines of migrations are left out: there is nothing to go on from.
 * @throws where the chart itself fails
 */
export function retell<C extends EngineContext>(
  definition: Definition<C>,
  { history, opening, until }: Retelling,
): Retold<C> {
  const [first, ...later] = history;
  if (first?.kind !== 'open') throw new BrokenHistory('the case has no first line');
  const { event, actor, at: now } = first;
  const opened = openCase(definition, first.caseId, { event: opening ?? event, actor, now });
  const entries = [...opened.entries];
  let { record } = opened;
  for (const line of later) {
    if (line.kind === 'timer' || isMigration(line)) continue;
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

function isMigration({ kind, event }: HistoryEntry): boolean {
  return kind === 'amendment' && migrationIn(event) !== null;
}

function saidAgain<C extends EngineContext>(
  definition: Definition<C>,
  record: CaseRecord<C>,
  { kind, event, actor, at: now }: HistoryEntry,
): Moved<C> {
  const then = settleDue(definition, record, now, now);
  const again = kind === 'amendment' ? amendByChart : takeEvent;
  const moved = again(definition, then.record, { event, actor, now }, now);
  return { record: moved.record, entries: [...then.entries, ...moved.entries] };
}
