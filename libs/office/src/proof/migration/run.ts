import { setTimeout as pause } from 'node:timers/promises';
import { StatesUnmapped } from '@huiyin/workflow';
import type { ChartChange, Chunked, MigratedBy, Migrating } from '@huiyin/workflow';
import { BEFORE_ALL, CHUNK } from '../../chunk.ts';

/** How far it is. Whoever stops in between has lost nothing: what is done is done, and the next run takes up the rest. */
export interface MigrationProgress {
  readonly migrated: number;
  /** Cases there were to migrate when it began. */
  readonly total: number;
  /** Cases that could not be migrated and stay where they are. */
  readonly failures: readonly { readonly caseId: string; readonly reason: string }[];
  /** Cases that have moved on since they were migrated, so that they are not taken back. */
  readonly movedOn: readonly string[];
  /** Cases that others held the whole time. */
  readonly held: number;
}

/** Looks for cases that others hold: as often, and so long in between, before the rest is left to another run. @unit milliseconds */
const LOOKS = 50;
const BETWEEN_LOOKS_MS = 200;

/**
 * Has all cases on one version go on under another, a chunk at a time.
 * @throws StatesUnmapped before any is touched, where one of them has nowhere to go
 */
export async function* migrateCases(
  migrating: Migrating,
  change: ChartChange,
  by: MigratedBy,
): AsyncGenerator<MigrationProgress> {
  const lost = (await migrating.unmapped(change)).filter(({ cases }) => cases > 0);
  if (lost.length > 0) throw new StatesUnmapped(lost.map(({ state, cases }) => `${state} (${cases})`));
  const total = await migrating.count(change);
  yield* inPasses(
    total,
    () => migrating.count(change),
    (after) => migrating.migrate(change, { after, limit: CHUNK }, by),
  );
}

/** Puts all cases back that nothing has happened to since their migration. */
export async function* takeBackCases(
  migrating: Migrating,
  change: ChartChange,
  by: MigratedBy,
): AsyncGenerator<MigrationProgress> {
  const total = await migrating.count(change);
  yield* inPasses(
    total,
    () => migrating.count(change),
    (after) => migrating.takeBack(change, { after, limit: CHUNK }, by),
  );
}

/** Through all cases, and again for those that were held, until none is left but those that cannot go. */
async function* inPasses(
  total: number,
  count: () => Promise<number>,
  chunk: (after: string) => Promise<Chunked>,
): AsyncGenerator<MigrationProgress> {
  let migrated = 0;
  for (let looks = 0; looks < LOOKS; looks++) {
    const failures: { caseId: string; reason: string }[] = [];
    const movedOn: string[] = [];
    for (let after: string | null = BEFORE_ALL; after !== null;) {
      const done: Chunked = await chunk(after);
      after = done.last;
      if (done.migrated > 0) looks = 0;
      migrated += done.migrated;
      failures.push(...done.failures.map(({ caseId, error }) => ({ caseId, reason: error.message })));
      movedOn.push(...done.movedOn);
      if (after !== null) yield { migrated, total, failures, movedOn, held: 0 };
    }
    const held = (await count()) - failures.length - movedOn.length;
    if (held <= 0 || looks === LOOKS - 1) {
      yield { migrated, total, failures, movedOn, held: Math.max(0, held) };
      return;
    }
    await pause(BETWEEN_LOOKS_MS);
  }
}
