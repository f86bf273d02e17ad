// A case registered and taken six steps on, over HTTP, by 1, 8 and 32 clients: Huiyin, and the limit beside it.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../../free-port.mjs';
import { medians } from '../stats.mjs';
import { caseRequests } from './requests.mjs';
import { recordCase } from './template.mjs';

const LEVELS = [1, 8, 32];
const NOTHING_MS = 2_000;

export async function measure(stage, { rounds, roundMs, warmUpMs }, progress) {
  progress.say('steps: starting both servers');
  const servers = await startServers(stage);
  const load = await stage.run('tools/bench/load.mjs', {});
  const round = (server, clients, ms) =>
    load.ask({ kind: 'walk', port: servers[server].port, clients, ms, requests: servers.requests });
  const own = await round('nothing', 32, NOTHING_MS);
  progress.say('steps: warming up');
  for (const server of ['limit', 'system']) {
    await round(server, 32, warmUpMs);
    // Autovacuum would do so within a minute; until then PostgreSQL plans for the empty tables it began with.
    await stage.pool(servers.databases[server]).query('VACUUM (ANALYZE)');
    await round(server, 32, roundMs);
  }

  const taken = LEVELS.map((clients) => ({ clients, limit: [], system: [] }));
  for (let n = 0; n < rounds; n += 1) {
    for (const [index, level] of taken.entries()) {
      progress.say(`steps: round ${n + 1} of ${rounds}`, index / LEVELS.length);
      // Now the one first, now the other, so that neither always runs after the other has warmed or worn the database.
      for (const server of n % 2 ? ['system', 'limit'] : ['limit', 'system']) {
        level[server].push(await round(server, level.clients, roundMs));
      }
    }
  }
  const memory = await servers.system.memory();
  await stage.stop(load, servers.system, servers.limit, servers.nothing);
  return { levels: taken.map(summary), client: own, memory };
}

async function startServers(stage) {
  const databases = { system: await stage.database('steps_system'), limit: await stage.database('steps_limit') };
  const redisUrl = await stage.redisUrl();
  const system = await stage.service('api', databases.system, redisUrl ? { REDIS_URL: redisUrl } : {});
  const requests = await caseRequests(system.port);
  const template = join(stage.folder, 'steps.json');
  await writeFile(template, JSON.stringify(await recordCase(system.port, stage.pool(databases.system), requests)));
  const port = await freePort();
  const limit = await stage.run('tools/bench/steps/limit-server.mjs', {
    port,
    readyPath: '/readyz',
    env: { NODE_ENV: 'production', PORT: port, DATABASE_URL: databases.limit, TEMPLATE: template },
  });
  const nothingPort = await freePort();
  const nothing = await stage.run('tools/bench/steps/nothing-server.mjs', {
    port: nothingPort,
    readyPath: '/',
    env: { PORT: nothingPort },
  });
  return { system, limit, nothing, requests, databases };
}

function summary({ clients, limit, system }) {
  const of = { limit: medians(limit), system: medians(system) };
  return { clients, ...of, ratio: of.system.perSecond / of.limit.perSecond };
}
