import type { CaseRecord, HistoryEntry } from './model.ts';
import type { Registry } from './registry.ts';
import { fireTimer, openCase, takeEvent } from './step.ts';

/** Which chart a case stands on. */
export type OnChart = Pick<CaseRecord, 'id' | 'machineId' | 'machineVersion'>;

/** A line of the history, made again: what the chart says it leads to. */
export interface Replayed {
  readonly record: CaseRecord;
  readonly entry: HistoryEntry;
}

/** What the chart makes of one stored line. @throws where the line cannot have happened */
export function replayLine(
  registry: Registry,
  { id, machineId, machineVersion }: OnChart,
  before: CaseRecord | null,
  entry: HistoryEntry,
): Replayed {
  const definition = registry.get(machineId, machineVersion);
  const { event, actor, at, recordedAt } = entry;
  const said = { event, actor, now: at };
  if (!before) return last(openCase(definition, id, said));
  if (entry.kind === 'event') return last(takeEvent(definition, before, said, recordedAt));
  const armed = before.armed[event.type];
  if (armed?.dueAt !== at) throw new Error(`timer ${event.type} was not due at ${new Date(at).toISOString()}`);
  return last(fireTimer(definition, before, { name: event.type, dueAt: at }, recordedAt));
}

/** Each line of a history with the case as it was after it. @throws where the history does not fit the chart */
export function* replay(registry: Registry, chart: OnChart, history: Iterable<HistoryEntry>): Generator<Replayed> {
  let before: CaseRecord | null = null;
  for (const entry of history) {
    const made: Replayed = replayLine(registry, chart, before, entry);
    before = made.record;
    yield made;
  }
}

function last({ record, entries }: { record: CaseRecord; entries: readonly HistoryEntry[] }): Replayed {
  return { record, entry: entries[entries.length - 1] as HistoryEntry };
}
