import { changeChart, putBack } from './migrate.ts';
import type { MigrationData } from './migrate.ts';
import type { CaseRecord, HistoryEntry } from './model.ts';
import { changeCalendar } from './recount.ts';
import type { CalendarData } from './recount.ts';
import type { Registry } from './registry.ts';
import { fireTimer, openCase, takeEvent } from './step.ts';

/** Which chart a case stands on. */
export type OnChart = Pick<CaseRecord, 'id' | 'machineId' | 'machineVersion'>;

/** A line of the history, made again: what the chart says it leads to. */
export interface Replayed {
  readonly record: CaseRecord;
  readonly entry: HistoryEntry;
}

/**
 * Each line of a history with the case as it was after it, under the chart that it stood on then.
 * @param chart where the case stands after the last line; where it stood at the first follows from its migrations
 * @throws where the history does not fit the chart
 */
export function* replay(
  registry: Registry,
  chart: OnChart,
  history: readonly HistoryEntry[],
): Generator<Replayed, undefined> {
  let earlier: CaseRecord | null = null;
  let record: CaseRecord | null = null;
  for (const entry of history) {
    const made: Replayed = record
      ? again(registry, { record, earlier }, entry)
      : opened(registry, chart, history, entry);
    [earlier, record] = [record, made.record];
    yield made;
  }
}

function opened(registry: Registry, chart: OnChart, history: readonly HistoryEntry[], entry: HistoryEntry): Replayed {
  const migration = history.find(({ kind }) => kind === 'migration');
  const version = migration ? (migration.event.data as MigrationData).from : chart.machineVersion;
  const { event, actor, at: now } = entry;
  return last(openCase(registry.get(chart.machineId, version), chart.id, { event, actor, now }));
}

interface Before {
  readonly record: CaseRecord;
  /** The case one line before that: what a migration that is taken back leads to. */
  readonly earlier: CaseRecord | null;
}

function again(registry: Registry, { record, earlier }: Before, entry: HistoryEntry): Replayed {
  if (entry.kind === 'migration') return migratedAgain(registry, { record, earlier }, entry);
  const definition = registry.of(record);
  const { event, actor, at, recordedAt } = entry;
  if (entry.kind === 'calendar')
    return last(changeCalendar(definition, record, { data: event.data as CalendarData, actor, now: at }, recordedAt));
  if (entry.kind === 'event') return last(takeEvent(definition, record, { event, actor, now: at }, recordedAt));
  const armed = record.armed[event.type];
  if (armed?.dueAt !== at) throw new Error(`timer ${event.type} was not due at ${new Date(at).toISOString()}`);
  return last(fireTimer(definition, record, { name: event.type, dueAt: at }, recordedAt));
}

function migratedAgain(registry: Registry, { record, earlier }: Before, entry: HistoryEntry): Replayed {
  const { event, actor, at: now, recordedAt } = entry;
  const data = event.data as MigrationData;
  if (data.from !== record.machineVersion) throw new Error(`the case does not stand on version ${data.from}`);
  const said = { data, actor, now };
  if (data.takesBack === undefined) return last(changeChart(registry, record, said, recordedAt));
  const undone = data.takesBack === record.revision && data.to !== data.from ? earlier : null;
  if (undone?.machineVersion !== data.to)
    throw new Error(`line ${data.takesBack} is no migration that could be taken back here`);
  return last(putBack(registry, { record, earlier: undone }, said, recordedAt));
}

function last({ record, entries }: { record: CaseRecord; entries: readonly HistoryEntry[] }): Replayed {
  return { record, entry: entries[entries.length - 1] as HistoryEntry };
}
