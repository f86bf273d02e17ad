import type { AnyMachineSnapshot, AnyStateMachine, StateValue } from 'xstate';
import { UnknownMachine, UnknownMigration, UnsoundMachine } from './errors.ts';
import { migrationFaults } from './migration.ts';
import type { Migration } from './migration.ts';
import type { EngineContext, StepActions } from './model.ts';
import { soundnessFaults } from './soundness.ts';

/** The columns by which cases are listed; read off a snapshot, never written by hand. */
export interface CaseColumns {
  readonly stage: string;
  /** The chart's own state path, joined with dots, down to the first parallel state. */
  readonly state: string;
  readonly tags: readonly string[];
  readonly unit: string | null;
  readonly assignee: string | null;
  /** The legal deadline that ends first, epoch milliseconds. */
  readonly dueAt: number | null;
}

/** A case whose clocks were counted anew: where it is, what it knows, and what the world is told. */
export interface Recounted {
  readonly value: StateValue;
  readonly context: EngineContext;
  readonly effects: StepActions['effects'];
}

/** A chart under an id and a version, with how its cases are shown in lists. */
export interface Definition {
  readonly id: string;
  readonly version: number;
  readonly machine: AnyStateMachine;
  view(snapshot: AnyMachineSnapshot): CaseColumns;
  /** What a case becomes when its clocks are counted by another calendar; left out where none are. */
  recount?(snapshot: AnyMachineSnapshot, calendar: string): Recounted;
  /** Tags of the states in which nothing more is owed. */
  readonly finalTags: readonly string[];
}

export interface Registry {
  /** @throws UnknownMachine */
  get(id: string, version: number): Definition;
  /** The newest version of a machine, which new cases start on. @throws UnknownMachine */
  latest(id: string): Definition;
  /** @throws UnknownMigration */
  migration(id: string, from: number, to: number): Migration;
  readonly definitions: readonly Definition[];
  readonly migrations: readonly Migration[];
}

/**
 * @param effectKinds the effects somebody carries out; a chart that asks for another is refused
 * @param migrations every one that was ever run: histories are replayed with them
 * @throws UnsoundMachine naming every fault, so that a half-wired program does not start
 */
export function createRegistry(
  definitions: readonly Definition[],
  effectKinds: readonly string[],
  migrations: readonly Migration[] = [],
): Registry {
  for (const definition of definitions) {
    const faults = soundnessFaults(definition, effectKinds);
    if (faults.length > 0) throw new UnsoundMachine(`${definition.id}@${definition.version}`, faults);
  }
  const byVersion = new Map(definitions.map((definition) => [`${definition.id}@${definition.version}`, definition]));
  if (byVersion.size < definitions.length)
    throw new UnsoundMachine('registry', ['two machines share an id and a version']);
  const registry: Registry = {
    definitions,
    migrations,
    get(id, version) {
      const definition = byVersion.get(`${id}@${version}`);
      if (!definition) throw new UnknownMachine(id, version);
      return definition;
    },
    latest(id) {
      const versions = definitions.filter((definition) => definition.id === id);
      const newest = versions.reduce<Definition | null>((a, b) => (a && a.version > b.version ? a : b), null);
      if (!newest) throw new UnknownMachine(id, 0);
      return newest;
    },
    migration(id, from, to) {
      const migration = migrations.find((each) => each.id === id && each.from === from && each.to === to);
      if (!migration) throw new UnknownMigration(id, from, to);
      return migration;
    },
  };
  for (const migration of migrations) refuseUnsound(migration, registry);
  return registry;
}

function refuseUnsound(migration: Migration, registry: Registry): void {
  const { id, from, to } = migration;
  const named = registry.migrations.filter((each) => each.id === id && each.from === from && each.to === to);
  const faults = [
    ...(named.length > 1 ? ['it is registered twice'] : []),
    ...migrationFaults(migration, registry.get(id, from), registry.get(id, to)),
  ];
  if (faults.length > 0) throw new UnsoundMachine(`the migration of ${id} from ${from} to ${to}`, faults);
}
