import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CaseRequests } from '../http/round.ts';
import type { Database } from '../stage/databases.ts';
import type { Server } from '../stage/server.ts';
import type { Stage } from '../stage/stage.ts';
import { caseRequests } from './case-requests.ts';
import { recordCase } from './record-case.ts';

/** A server, and the database that it writes to. */
export interface Tried {
  readonly server: Server;
  readonly database: Database;
}

export interface Servers {
  readonly system: Tried;
  readonly limit: Tried;
  readonly nothing: Server;
  readonly requests: CaseRequests;
}

export async function startServers(stage: Stage): Promise<Servers> {
  const { databases, programs } = stage;
  const system = await databases.township('steps_system');
  const limit = await databases.township('steps_limit');
  const api = await programs.service('api', system.url, await stage.redisUrl());
  const requests = await caseRequests(api.port);
  const recorded = join(stage.folder, 'steps.json');
  await writeFile(recorded, JSON.stringify(await recordCase(api.port, system.pool, requests)));
  const limitServer = await programs.server(new URL('limit-server.js', import.meta.url), limit.url, recorded);
  const nothing = await programs.server(new URL('nothing-server.js', import.meta.url));
  return {
    system: { server: api, database: system },
    limit: { server: limitServer, database: limit },
    nothing,
    requests,
  };
}
