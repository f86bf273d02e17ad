import type { Helper } from '../stage/helper.ts';
import type { Programs } from '../stage/programs.ts';
import { median } from '../stats.ts';
import type { Request } from './connection.ts';

/** What a case is asked over HTTP: it is registered, then taken step after step, each with the version before it. */
export interface CaseRequests {
  readonly create: Request;
  readonly steps: readonly Omit<Request, 'path' | 'ifMatch'>[];
}

interface Asking {
  readonly port: number;
  /** Connections, each of which does one request at a time. */
  readonly clients: number;
  /** After this time nothing new is begun. @unit milliseconds */
  readonly ms: number;
}

/** Each client walks cases through the requests, one case after another. */
export interface Walk extends Asking {
  readonly kind: 'walk';
  readonly requests: CaseRequests;
}

/** The calls are made once each, shared among the clients, as far as the time goes. */
export interface Calls extends Asking {
  readonly kind: 'calls';
  readonly calls: readonly Request[];
}

export type Load = Walk | Calls;

/** What the clients have seen in one round. */
export interface Round {
  readonly perSecond: number;
  /** Latency. @unit milliseconds */
  readonly p50: number;
  readonly p99: number;
  /** What the client itself costs. @unit microseconds a request */
  readonly clientMicros: number;
}

export type PlayRound = (load: Load) => Promise<Round>;

/** The clients have a process of their own. */
export function startClients(programs: Programs): Promise<Helper<PlayRound>> {
  return programs.helper<PlayRound>(new URL('clients.js', import.meta.url));
}

/** The median of each figure. */
export function medianRound(rounds: readonly Round[]): Round {
  const of = (figure: keyof Round) => median(rounds.map((round) => round[figure]));
  return { perSecond: of('perSecond'), p50: of('p50'), p99: of('p99'), clientMicros: of('clientMicros') };
}
