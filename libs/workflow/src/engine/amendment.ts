import type { Instant } from '@huiyin/domain';
import { carryTimers } from './carried-timers.ts';
import type { TimerFates } from './carried-timers.ts';
import { append } from './chain.ts';
import type { Definition } from './definition.ts';
import { UnknownAmendment } from './errors.ts';
import { migrated, migrationIn } from './migrate.ts';
import type { Change, Standing } from './migrate.ts';
import type { CaseRecord, EngineContext, Moved, Said } from './model.ts';
import type { Registry } from './registry.ts';
import { planned, rehydrate, settleDue } from './step.ts';

export interface AmendedCase<C extends EngineContext> extends Moved<C> {
  /** What became of the timers; null where a migration was taken back. */
  readonly fates: TimerFates | null;
}

/**
 * Amends a case: another version of its chart, or what the chart itself registers. Timers that are due already fire first,
 * as they were promised.
 * @param said the event's type names the amendment
 * @throws StatesUnmapped, TwoStatesAtOnce, UnknownMigration, UnknownAmendment
 */
export function amendCase<C extends EngineContext>(
  registry: Registry<C>,
  record: CaseRecord<C>,
  said: Said,
): AmendedCase<C> {
  const settled = settleDue(registry.of(record), record, said.now, said.now);
  const amended = amend(registry, { record: settled.record, earlier: null }, said, said.now);
  return { ...amended, entries: [...settled.entries, ...amended.entries] };
}

/** The amendment alone. */
export function amend<C extends EngineContext>(
  registry: Registry<C>,
  standing: Standing<C>,
  said: Said,
  recordedAt: Instant,
): AmendedCase<C> {
  const migration = migrationIn(said.event);
  const { record } = standing;
  if (!migration) return amendByChart(registry.of(record), record, said, recordedAt);
  return changed(record, migrated(registry, standing, migration, said.now), said, recordedAt);
}

/** What a chart itself registers: the case stays on it, and its timers wait for what the new context says. */
export function amendByChart<C extends EngineContext>(
  definition: Definition<C>,
  record: CaseRecord<C>,
  said: Said,
  recordedAt: Instant,
): AmendedCase<C> {
  const { machine, amendments } = definition;
  const { event, now } = said;
  const amendment = amendments?.[event.type];
  if (!amendment) throw new UnknownAmendment(event.type);
  const before = rehydrate(definition, record, now);
  const { value, context, effects } = amendment.apply(before, event.data);
  const after = machine.resolveState({ value, context });
  const old = { machine, snapshot: before, armed: record.armed };
  const { armed, fates } = carryTimers(old, { machine, snapshot: after }, { migration: { states: {} }, now });
  return changed(record, { definition, after, armed, effects, fates }, said, recordedAt);
}

function changed<C extends EngineContext>(
  record: CaseRecord<C>,
  { definition, after, armed, effects, fates }: Change<C>,
  { event, actor, now }: Said,
  recordedAt: Instant,
): AmendedCase<C> {
  const line = { kind: 'amendment', event, actor, at: now, recordedAt } as const;
  const onto = { ...record, machineVersion: definition.version };
  return { ...append(onto, after, planned(record.armed, armed, effects), line), fates };
}
