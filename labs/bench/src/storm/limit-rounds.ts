import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Instant } from '@huiyin/domain';
import { Fault } from '@huiyin/tools/fault';
import { readRows, writtenBy } from '../cases/rows.ts';
import type { Written } from '../cases/rows.ts';
import type { Stage } from '../stage/stage.ts';
import { Storms } from './storms.ts';

/** What the program that fires with plain SQL is asked: to fire everything that is due by an instant. */
export interface Due {
  readonly dueAt: Instant;
}

export interface FiredAll {
  readonly cases: number;
  /** How long it took. @unit milliseconds */
  readonly ms: number;
}

export type FireAll = (due: Due) => Promise<FiredAll>;

export interface LimitRounds {
  /** @returns how long it took to fire so many @unit milliseconds @throws Fault */
  readonly round: (cases: number) => Promise<number>;
  readonly stop: () => Promise<void>;
}

/** How long before a round its storm was due. @unit milliseconds */
const OVERDUE_MS = 1_000;

export async function startLimit(stage: Stage): Promise<LimitRounds> {
  const storms = await Storms.open(await stage.databases.township('storm_limit'));
  const recorded = join(stage.folder, 'storm.json');
  await writeFile(recorded, JSON.stringify(await recordFiring(storms)));
  const script = new URL('limit.js', import.meta.url);
  const program = await stage.programs.helper<FireAll>(script, storms.database.url, recorded);
  return {
    async round(cases) {
      const dueAt = Date.now() - OVERDUE_MS;
      await storms.prepare(cases, dueAt);
      const { cases: fired, ms } = await program.ask({ dueAt });
      if (fired !== cases) throw new Fault(`the limit fired ${fired} of ${cases}`);
      return ms;
    },
    async stop() {
      await stage.programs.stop(program);
      await storms.close();
    },
  };
}

/** What firing one real timer through the engine writes. */
async function recordFiring(storms: Storms): Promise<Written> {
  const id = await storms.arm(Date.now() - OVERDUE_MS);
  const before = await readRows(storms.pool, id);
  await storms.fireDue();
  return writtenBy(before, await readRows(storms.pool, id));
}
