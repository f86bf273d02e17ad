// A case registered and taken six steps on, over HTTP, by 1, 8 and 32 clients: Huiyin, and the limit beside it.
import { medianRound, startClients } from '../http/round.ts';
import type { Round } from '../http/round.ts';
import type { Say } from '../progress.ts';
import type { Sizes } from '../sizes.ts';
import type { Memory } from '../stage/memory.ts';
import type { Server } from '../stage/server.ts';
import type { Stage } from '../stage/stage.ts';
import { startServers } from './servers.ts';

const LEVELS = [1, 8, 32];
/** With so many clients everything is warmed up. */
const MOST_CLIENTS = 32;
const NOTHING_MS = 2_000;

export interface Level {
  readonly clients: number;
  readonly limit: Round;
  readonly system: Round;
  /** How much of the limit Huiyin does. */
  readonly ratio: number;
}

export interface StepsResult {
  readonly levels: readonly Level[];
  /** What the clients do with a server that does nothing. */
  readonly client: Round;
  /** Of the API. */
  readonly memory: Memory;
}

export async function measureSteps(stage: Stage, { rounds, roundMs, warmUpMs }: Sizes, say: Say): Promise<StepsResult> {
  say('steps: starting both servers');
  const { system, limit, nothing, requests } = await startServers(stage);
  const helper = await startClients(stage.programs);
  const walk = ({ port }: Server, clients: number, ms: number) =>
    helper.ask({ kind: 'walk', port, clients, ms, requests });
  const client = await walk(nothing, MOST_CLIENTS, NOTHING_MS);
  say('steps: warming up');
  for (const { server, database } of [limit, system]) {
    await walk(server, MOST_CLIENTS, warmUpMs);
    // Autovacuum would do so within a minute; until then PostgreSQL plans for the empty tables it began with.
    await database.pool.query('VACUUM (ANALYZE)');
    await walk(server, MOST_CLIENTS, roundMs);
  }

  const taken = LEVELS.map((clients) => ({ clients, limit: [] as Round[], system: [] as Round[] }));
  const servers = { limit: limit.server, system: system.server };
  for (let n = 0; n < rounds; n++) {
    for (const [index, level] of taken.entries()) {
      say(`steps: round ${n + 1} of ${rounds}`, index / LEVELS.length);
      // Now the one first, now the other, so that neither always runs after the other has warmed or worn the database.
      for (const which of n % 2 ? (['system', 'limit'] as const) : (['limit', 'system'] as const)) {
        level[which].push(await walk(servers[which], level.clients, roundMs));
      }
    }
  }
  const memory = await system.server.memory();
  await stage.programs.stop(helper, system.server, limit.server, nothing);
  return { levels: taken.map(levelOf), client, memory };
}

interface Taken {
  readonly clients: number;
  readonly limit: readonly Round[];
  readonly system: readonly Round[];
}

function levelOf({ clients, ...rounds }: Taken): Level {
  const limit = medianRound(rounds.limit);
  const system = medianRound(rounds.system);
  return { clients, limit, system, ratio: system.perSecond / limit.perSecond };
}
