// The same calls to the real API on few cases and on many, one client, in turns.
import { medianRound, startClients } from '../http/round.ts';
import type { Round } from '../http/round.ts';
import type { Say } from '../progress.ts';
import type { Sizes } from '../sizes.ts';
import type { Memory } from '../stage/memory.ts';
import type { Stage } from '../stage/stage.ts';
import { callsOn } from './calls.ts';
import { openPlace } from './place.ts';
import { seeded } from './seed.ts';
import type { Seeding } from './seed.ts';

const FEW = 10_000;
/** Of one kind of call in one round, at most: a call that takes seconds is no reason to make hundreds of it. */
const MOST_MS = 2_000;

/** One kind of call. */
export interface CallResult {
  readonly name: string;
  readonly few: Round;
  readonly many: Round;
  /** How many times slower it is at the median among many. */
  readonly ratio: number;
}

export interface GrowthResult {
  /** Cases. */
  readonly few: number;
  readonly many: number;
  readonly calls: readonly CallResult[];
  /** Of the programs on many cases. */
  readonly memory: { readonly api: Memory; readonly worker: Memory };
  /** Of many; null where they were there. */
  readonly seeding: Seeding | null;
}

interface Taken {
  readonly few: Round[];
  readonly many: Round[];
}

export async function measureGrowth(stage: Stage, { cases, rounds, reads }: Sizes, say: Say): Promise<GrowthResult> {
  const { programs } = stage;
  const small = await seeded(stage, 'growth_few', FEW, say);
  const large = await seeded(stage, 'growth_many', cases, say);
  const places = { few: await openPlace(programs, small.database), many: await openPlace(programs, large.database) };
  const clients = await startClients(programs);
  const worker = await programs.service('worker', large.database.url);
  const taken = new Map<string, Taken>();
  for (let n = 0; n <= rounds; n++) {
    for (const where of n % 2 ? (['few', 'many'] as const) : (['many', 'few'] as const)) {
      say(`growth: round ${n} of ${rounds}`);
      const { api } = places[where];
      for (const { name, calls } of await callsOn(places[where], reads)) {
        const round = await clients.ask({ kind: 'calls', port: api.port, clients: 1, calls, ms: MOST_MS });
        if (n > 0) noted(taken, name)[where].push(round); // the first round only warms up
      }
    }
  }
  const memory = { api: await places.many.api.memory(), worker: await worker.memory() };
  await programs.stop(clients, places.few.api, places.many.api, worker);
  return { few: FEW, many: cases, calls: [...taken].map(callResult), memory, seeding: large.seeding };
}

function noted(taken: Map<string, Taken>, name: string): Taken {
  const known = taken.get(name) ?? { few: [], many: [] };
  taken.set(name, known);
  return known;
}

function callResult([name, rounds]: [string, Taken]): CallResult {
  const few = medianRound(rounds.few);
  const many = medianRound(rounds.many);
  return { name, few, many, ratio: many.p50 / few.p50 };
}
