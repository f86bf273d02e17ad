import { amend } from './amendment.ts';
import { BrokenHistory } from './errors.ts';
import { migrationIn } from './migrate.ts';
import type { Standing } from './migrate.ts';
import type { CaseRecord, EngineContext, HistoryEntry, Moved, OnChart } from './model.ts';
import type { Registry } from './registry.ts';
import { fireTimer, openCase, takeEvent } from './step.ts';

/** A line of the history, made again: what the chart says it leads to. */
export interface Replayed<C extends EngineContext = EngineContext> {
  readonly record: CaseRecord<C>;
  readonly entry: HistoryEntry;
}

/**
 * Each line of a history with the case as it was after it, under the chart that it stood on then.
 * @param chart where the case stands after the last line; where it stood at the first follows from its migrations
 * @throws BrokenHistory, or what a step throws, where the history does not fit the chart
 */
export function* replay<C extends EngineContext>(
  registry: Registry<C>,
  chart: OnChart,
  history: readonly HistoryEntry[],
): Generator<Replayed<C>, undefined> {
  let earlier: CaseRecord<C> | null = null;
  let record: CaseRecord<C> | null = null;
  for (const entry of history) {
    const made: Replayed<C> = record
      ? again(registry, { record, earlier }, entry)
      : opened(registry, chart, history, entry);
    [earlier, record] = [record, made.record];
    yield made;
  }
}

function opened<C extends EngineContext>(
  registry: Registry<C>,
  chart: OnChart,
  history: readonly HistoryEntry[],
  { event, actor, at: now }: HistoryEntry,
): Replayed<C> {
  const amendments = history.filter((entry) => entry.kind === 'amendment');
  const [migration] = amendments.flatMap((entry) => migrationIn(entry.event) ?? []);
  const version = migration?.from ?? chart.machineVersion;
  return last(openCase(registry.get(chart.machineId, version), chart.id, { event, actor, now }));
}

function again<C extends EngineContext>(
  registry: Registry<C>,
  standing: Standing<C>,
  { kind, event, actor, at, recordedAt }: HistoryEntry,
): Replayed<C> {
  const said = { event, actor, now: at };
  if (kind === 'amendment') return last(amend(registry, standing, said, recordedAt));
  const { record } = standing;
  const definition = registry.of(record);
  if (kind === 'event') return last(takeEvent(definition, record, said, recordedAt));
  const armed = record.armed[event.type];
  if (armed?.dueAt !== at) throw new BrokenHistory(`timer ${event.type} was not due at ${new Date(at).toISOString()}`);
  return last(fireTimer(definition, record, { name: event.type, dueAt: at }, recordedAt));
}

function last<C extends EngineContext>({ record, entries }: Moved<C>): Replayed<C> {
  return { record, entry: entries[entries.length - 1] as HistoryEntry };
}
