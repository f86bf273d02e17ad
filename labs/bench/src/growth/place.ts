import { logIn } from '../http/log-in.ts';
import type { Database } from '../stage/databases.ts';
import type { Programs } from '../stage/programs.ts';
import type { Server } from '../stage/server.ts';
import { COUNTY_HANDLER } from './organisation.ts';

/** Who asks: the township's office, one of its departments, the county, and one who may take a step anywhere in it. */
const CALLERS = { office: 'll.xfb', department: 'll.zrs', county: 'qh.director', handler: COUNTY_HANDLER } as const;
export type Caller = keyof typeof CALLERS;

/** A database, its API, and the tokens of those who ask there. */
export interface Place {
  readonly database: Database;
  readonly api: Server;
  readonly tokens: Readonly<Record<Caller, string>>;
}

export async function openPlace(programs: Programs, database: Database): Promise<Place> {
  const api = await programs.service('api', database.url);
  const tokens = {
    office: await logIn(api.port, CALLERS.office),
    department: await logIn(api.port, CALLERS.department),
    county: await logIn(api.port, CALLERS.county),
    handler: await logIn(api.port, CALLERS.handler),
  };
  return { database, api, tokens };
}
