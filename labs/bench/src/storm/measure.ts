// Many deadlines at one instant, fired by the real worker out of either queue, and by plain SQL, one transaction each;
// then single deadlines, and how late each was noticed.
import type { Say } from '../progress.ts';
import type { Sizes } from '../sizes.ts';
import type { Memory } from '../stage/memory.ts';
import type { Stage } from '../stage/stage.ts';
import { median } from '../stats.ts';
import { startLimit } from './limit-rounds.ts';
import { measureLone } from './lone.ts';
import type { Lateness } from './lone.ts';
import { Storms } from './storms.ts';
import { workerRound } from './worker-rounds.ts';
import type { WorkerRound } from './worker-rounds.ts';

export interface Fired {
  /** Until the last was fired. @unit milliseconds */
  readonly ms: number;
  readonly perSecond: number;
}

export interface BackendResult {
  /** Where the queue is. */
  readonly name: string;
  readonly storm: Fired & {
    /** Until the last alert was delivered. @unit milliseconds */
    readonly alertsMs: number;
  };
  readonly lone: Lateness;
  /** How much of the limit the worker does. */
  readonly ratio: number;
  /** Of the worker. */
  readonly memory: Pick<Memory, 'most'>;
}

export interface StormResult {
  readonly cases: number;
  readonly limit: Fired;
  readonly backends: readonly BackendResult[];
  /** Names of the backends that this machine does not have. */
  readonly missing: readonly string[];
}

interface Backend {
  readonly name: string;
  readonly redisUrl: string | undefined;
}

export async function measureStorm(
  stage: Stage,
  { storm: cases, stormRounds, lone }: Sizes,
  say: Say,
): Promise<StormResult> {
  const redisUrl = await stage.redisUrl();
  const backends: Backend[] = [
    ...(redisUrl === undefined ? [] : [{ name: 'Redis', redisUrl }]),
    { name: 'PostgreSQL', redisUrl: undefined },
  ];
  const taken = backends.map((backend) => ({ backend, rounds: [] as WorkerRound[] }));
  const limit = await startLimit(stage);
  const storms = await Storms.open(await stage.databases.township('storm_system'));
  const limits: number[] = [];
  for (let n = 1; n <= stormRounds; n++) {
    say(`storm: round ${n} of ${stormRounds}, plain SQL`);
    limits.push(await limit.round(cases));
    for (const { backend, rounds } of taken) {
      say(`storm: round ${n} of ${stormRounds}, queue in ${backend.name}`);
      rounds.push(await workerRound(stage.programs, storms, { cases, redisUrl: backend.redisUrl }));
    }
  }
  await limit.stop();

  const limitMs = median(limits);
  const results: BackendResult[] = [];
  for (const { backend, rounds } of taken) {
    say(`storm: single deadlines, queue in ${backend.name}`);
    const worker = await stage.programs.service('worker', storms.database.url, backend.redisUrl);
    const late = await measureLone(storms, { redisUrl: backend.redisUrl, samples: lone });
    await stage.programs.stop(worker);
    results.push({ name: backend.name, ...resultOf(rounds, { cases, limitMs }, late) });
  }
  await storms.close();
  const missing = redisUrl === undefined ? ['Redis'] : [];
  return { cases, limit: { ms: limitMs, perSecond: perSecond(cases, limitMs) }, backends: results, missing };
}

function resultOf(
  rounds: readonly WorkerRound[],
  { cases, limitMs }: { readonly cases: number; readonly limitMs: number },
  lone: Lateness,
): Omit<BackendResult, 'name'> {
  const ms = median(rounds.map((round) => round.ms));
  const alertsMs = median(rounds.map((round) => round.alertsMs));
  const memory = rounds.flatMap((round) => round.memory ?? []);
  return {
    storm: { ms, alertsMs, perSecond: perSecond(cases, ms) },
    lone,
    ratio: limitMs / ms,
    memory: { most: memory.length > 0 ? Math.max(...memory) : null },
  };
}

function perSecond(cases: number, ms: number): number {
  return (cases * 1000) / ms;
}
