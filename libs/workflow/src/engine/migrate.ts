import type { Instant } from '@huiyin/domain';
import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import { carryTimers } from './carried-timers.ts';
import type { TimerFates } from './carried-timers.ts';
import type { Definition } from './definition.ts';
import { mappedValue } from './migration.ts';
import type { ArmedTimer, CaseRecord, EngineContext, Moved, RecordedActor } from './model.ts';
import type { Registry } from './registry.ts';
import { effectsOf, next, planned, rehydrate, settleDue } from './step.ts';
import type { PlannedAction } from './step.ts';
import { append } from './chain.ts';

/** What the line of a migration says. */
export interface MigrationData {
  readonly from: number;
  readonly to: number;
  readonly ground?: string;
  /** The line of the migration that is undone with this one. */
  readonly takesBack?: number;
}

/** Who has a case go on under another version of its chart, why, and when. */
export interface MigrationSaid {
  readonly data: MigrationData;
  readonly actor: RecordedActor;
  readonly now: Instant;
}

export interface Migrated extends Moved {
  readonly fates: TimerFates;
}

const MIGRATE = 'MIGRATE';

/**
 * Has a case go on under another version of its chart. Timers already due come first, under the chart they were armed by.
 * @throws StatesUnmapped, TwoStatesAtOnce, UnknownMigration
 */
export function migrateCase(registry: Registry, record: CaseRecord, said: MigrationSaid): Migrated {
  const settled = settleDue(registry.of(record), record, said.now, said.now);
  const changed = changeChart(registry, settled.record, said, said.now);
  return { ...changed, entries: [...settled.entries, ...changed.entries] };
}

/** The change alone. */
export function changeChart(
  registry: Registry,
  record: CaseRecord,
  said: MigrationSaid,
  recordedAt: Instant,
): Migrated {
  const { data, now } = said;
  const migration = registry.migration(record.machineId, data.from, data.to);
  const from = registry.get(record.machineId, data.from);
  const to = registry.get(record.machineId, data.to);
  const before = rehydrate(from, record, now);
  const value = mappedValue(before, migration, to);
  const context = migration.context?.(before.context as EngineContext) ?? before.context;
  const [after, actions] = atRest(to.machine, to.machine.resolveState({ value, context }));
  const { armed, fates } = carryTimers(
    { machine: from.machine, snapshot: before, armed: record.armed },
    { machine: to.machine, snapshot: after },
    { migration, now },
  );
  const done = planned(record.armed, armed, effectsOf(actions));
  return { ...append(onto(record, to), after, done, line(said, recordedAt)), fates };
}

/**
 * Undoes a migration: the case is again what it was before, all of it. What would have fallen due meanwhile does so now.
 * @param earlier the case before the migration, which is the last line of its history
 */
export function putBack(
  registry: Registry,
  { record, earlier }: { readonly record: CaseRecord; readonly earlier: CaseRecord },
  said: MigrationSaid,
  recordedAt: Instant,
): Moved {
  const definition = registry.of(earlier);
  const armed = Object.fromEntries(
    Object.entries(earlier.armed).map(([name, timer]) => [name, waitingOn(timer, record.armed[name], said.now)]),
  );
  const done = planned(record.armed, armed, []);
  const after = rehydrate(definition, earlier, said.now);
  return append(onto(record, definition), after, done, line(said, recordedAt));
}

/** The timer as it waits already, if it does: whatever is a new object counts as armed by this step. */
function waitingOn(timer: ArmedTimer, waiting: ArmedTimer | undefined, now: Instant): ArmedTimer {
  const again = { dueAt: Math.max(timer.dueAt, now), armedAt: timer.armedAt };
  return waiting?.dueAt === again.dueAt && waiting.armedAt === again.armedAt ? waiting : again;
}

/**
 * A state that is entered goes on at once where nothing holds it; one that a case was put into has to be asked to. The
 * same goes for the end of a state all of whose parts have ended: XState says so only when the last of them is entered.
 */
function atRest(machine: AnyStateMachine, put: AnyMachineSnapshot): [AnyMachineSnapshot, PlannedAction[]] {
  const ended = put._nodes
    .filter((node) => node.type !== 'final' && hasEnded(node, put))
    .map(({ id }) => ({ type: `xstate.done.state.${id}` }));
  let snapshot = put;
  const actions: PlannedAction[] = [];
  for (const event of [{ type: MIGRATE }, ...ended]) {
    const [after, asked] = next(machine, snapshot, event);
    snapshot = after;
    actions.push(...asked);
  }
  return [snapshot, actions];
}

type Node = AnyMachineSnapshot['_nodes'][number];

function hasEnded(node: Node, snapshot: AnyMachineSnapshot): boolean {
  const children: Node[] = Object.values(node.states);
  if (node.type === 'parallel') return children.every((child) => hasEnded(child, snapshot));
  if (node.type === 'compound')
    return children.some((child) => child.type === 'final' && snapshot._nodes.includes(child));
  return node.type === 'final';
}

function onto(record: CaseRecord, { version }: Definition): CaseRecord {
  return { ...record, machineVersion: version };
}

function line({ data, actor, now }: MigrationSaid, recordedAt: Instant) {
  return { kind: 'migration', event: { type: MIGRATE, data }, actor, at: now, recordedAt } as const;
}
