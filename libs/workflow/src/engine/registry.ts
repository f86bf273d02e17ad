import type { Amendment, Definition } from './definition.ts';
import { UnknownAmendment, UnknownMachine, UnknownMigration, UnsoundMachine } from './errors.ts';
import { migrationFaults } from './migration.ts';
import type { Migration } from './migration.ts';
import type { CaseRecord, EngineContext } from './model.ts';
import { soundnessFaults } from './soundness.ts';

/** @typeParam D what a version of the chart knows beside what the engine asks of it */
export interface Registry<C extends EngineContext = EngineContext, D extends Definition<C> = Definition<C>> {
  /** @throws UnknownMachine */
  get(id: string, version: number): D;
  /** The chart that a case stands on. @throws UnknownMachine */
  of(record: Pick<CaseRecord, 'machineId' | 'machineVersion'>): D;
  /** The newest version of a machine, which new cases start on. @throws UnknownMachine */
  latest(id: string): D;
  /** @throws UnknownMigration */
  migration(id: string, from: number, to: number): Migration<C>;
  /** An amendment as the newest chart that knows it says it. @throws UnknownAmendment */
  amendment(kind: string): Amendment<C>;
  readonly definitions: readonly D[];
  readonly migrations: readonly Migration<C>[];
}

/**
 * @param effectKinds the effects somebody carries out; a chart that asks for another is refused
 * @param migrations every one that was ever run: histories are replayed with them
 * @throws UnsoundMachine naming every fault, so that a half-wired program does not start
 */
export function createRegistry<C extends EngineContext, D extends Definition<C> = Definition<C>>(
  definitions: readonly D[],
  effectKinds: readonly string[],
  migrations: readonly Migration<C>[] = [],
): Registry<C, D> {
  for (const definition of definitions) {
    const faults = soundnessFaults(definition, effectKinds);
    if (faults.length > 0) throw new UnsoundMachine(`${definition.id}@${definition.version}`, faults);
  }
  const byVersion = new Map(definitions.map((definition) => [`${definition.id}@${definition.version}`, definition]));
  if (byVersion.size < definitions.length)
    throw new UnsoundMachine('registry', ['two machines share an id and a version']);
  const registry: Registry<C, D> = {
    definitions,
    migrations,
    get(id, version) {
      const definition = byVersion.get(`${id}@${version}`);
      if (!definition) throw new UnknownMachine(id, version);
      return definition;
    },
    of: ({ machineId, machineVersion }) => registry.get(machineId, machineVersion),
    latest(id) {
      const versions = definitions.filter((definition) => definition.id === id);
      const newest = versions.reduce<D | null>((a, b) => (a && a.version > b.version ? a : b), null);
      if (!newest) throw new UnknownMachine(id, 0);
      return newest;
    },
    amendment(kind) {
      const known = definitions.filter(({ amendments }) => amendments?.[kind]);
      const newest = known.sort((a, b) => b.version - a.version)[0];
      return newest?.amendments?.[kind] ?? fail(new UnknownAmendment(kind));
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

function refuseUnsound<C extends EngineContext>(migration: Migration<C>, registry: Registry<C>): void {
  const { id, from, to } = migration;
  const named = registry.migrations.filter((each) => each.id === id && each.from === from && each.to === to);
  const faults = [
    ...(named.length > 1 ? ['it is registered twice'] : []),
    ...migrationFaults(migration, registry.get(id, from), registry.get(id, to)),
  ];
  if (faults.length > 0) throw new UnsoundMachine(`the migration of ${id} from ${from} to ${to}`, faults);
}

function fail(error: Error): never {
  throw error;
}
