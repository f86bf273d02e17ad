import type { Instant } from '@huiyin/domain';
import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import { carryTimers } from './carried-timers.ts';
import type { TimerFates } from './carried-timers.ts';
import type { Definition } from './definition.ts';
import { MigrationMisplaced } from './errors.ts';
import { mappedValue } from './migration.ts';
import type { ArmedTimer, CaseRecord, EngineContext, RecordedEvent, StepActions } from './model.ts';
import type { Registry } from './registry.ts';
import { effectsOf, next, rehydrate } from './step.ts';
import type { PlannedAction } from './step.ts';

/** The amendment by which a case goes on under another version of its chart. */
export const MIGRATE = 'MIGRATE';

/** What the line of a migration says. */
export interface MigrationData {
  readonly from: number;
  readonly to: number;
  readonly ground?: string;
  /** The line of the migration that is undone with this one. */
  readonly takesBack?: number;
}

/** What the line says, if it is one of a migration. */
export function migrationIn({ type, data }: RecordedEvent): MigrationData | null {
  return type === MIGRATE ? (data as MigrationData) : null;
}

/** A case as it stands, and as it stood one line before: that is what a migration that is taken back leads to. */
export interface Standing<C extends EngineContext> {
  readonly record: CaseRecord<C>;
  readonly earlier: CaseRecord<C> | null;
}

/** What an amendment changes: the chart that the case stands on, its state, its timers, and what the world is told. */
export interface Change<C extends EngineContext> {
  readonly definition: Definition<C>;
  readonly after: AnyMachineSnapshot;
  readonly armed: CaseRecord['armed'];
  readonly effects: StepActions['effects'];
  readonly fates: TimerFates | null;
}

/** @throws StatesUnmapped, TwoStatesAtOnce, UnknownMigration, MigrationMisplaced */
export function migrated<C extends EngineContext>(
  registry: Registry<C>,
  { record, earlier }: Standing<C>,
  data: MigrationData,
  now: Instant,
): Change<C> {
  const { from, to, takesBack } = data;
  if (from !== record.machineVersion) throw new MigrationMisplaced(`the case does not stand on version ${from}`);
  if (takesBack === undefined) return onward(registry, record, data, now);
  const undone = takesBack === record.revision && to !== from ? earlier : null;
  if (undone?.machineVersion !== to)
    throw new MigrationMisplaced(`line ${takesBack} is no migration that could be taken back here`);
  return putBack(registry.of(undone), record, undone, now);
}

function onward<C extends EngineContext>(
  registry: Registry<C>,
  record: CaseRecord<C>,
  data: MigrationData,
  now: Instant,
): Change<C> {
  const migration = registry.migration(record.machineId, data.from, data.to);
  const from = registry.get(record.machineId, data.from);
  const to = registry.get(record.machineId, data.to);
  const before = rehydrate(from, record, now);
  const value = mappedValue(before, migration, to);
  const context = migration.context?.(before.context as C) ?? (before.context as C);
  const [after, actions] = atRest(to.machine, to.machine.resolveState({ value, context }));
  const { armed, fates } = carryTimers(
    { machine: from.machine, snapshot: before, armed: record.armed },
    { machine: to.machine, snapshot: after },
    { migration, now },
  );
  return { definition: to, after, armed, effects: effectsOf(actions), fates };
}

/** The case is again what it was before, all of it. What would have fallen due meanwhile does so now. */
function putBack<C extends EngineContext>(
  definition: Definition<C>,
  record: CaseRecord<C>,
  earlier: CaseRecord<C>,
  now: Instant,
): Change<C> {
  const armed = Object.fromEntries(
    Object.entries(earlier.armed).map(([name, timer]) => [name, waitingOn(timer, record.armed[name], now)]),
  );
  return { definition, after: rehydrate(definition, earlier, now), armed, effects: [], fates: null };
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
