// The clients, in a process of their own: each piece of work is one round.
import { answering } from '../stage/answering.ts';
import { percentile, sorted } from '../stats.ts';
import { Connection } from './connection.ts';
import type { Answer, Request } from './connection.ts';
import type { Calls, CaseRequests, Load, Round, Walk } from './round.ts';

answering(round);

async function round(load: Load): Promise<Round> {
  const connections = await Promise.all(Array.from({ length: load.clients }, () => Connection.open(load.port)));
  const latencies: number[] = [];
  const before = process.cpuUsage();
  const startedAt = performance.now();
  await (load.kind === 'walk' ? walk(connections, load, latencies) : makeCalls(connections, load, latencies));
  const seconds = (performance.now() - startedAt) / 1000;
  const { user, system } = process.cpuUsage(before);
  for (const connection of connections) connection.close();
  const inOrder = sorted(latencies);
  return {
    perSecond: latencies.length / seconds,
    p50: percentile(inOrder, 0.5),
    p99: percentile(inOrder, 0.99),
    clientMicros: (user + system) / latencies.length,
  };
}

async function walk(connections: readonly Connection[], { ms, requests }: Walk, latencies: number[]): Promise<void> {
  const until = performance.now() + ms;
  await Promise.all(
    connections.map(async (connection) => {
      while (performance.now() < until) await oneCase(connection, requests, latencies);
    }),
  );
}

async function oneCase(connection: Connection, { create, steps }: CaseRequests, latencies: number[]): Promise<void> {
  const { location, etag } = await timed(connection, create, latencies);
  let ifMatch = etag;
  for (const step of steps) {
    ({ etag: ifMatch } = await timed(connection, { ...step, path: `${location}/events`, ifMatch }, latencies));
  }
}

async function makeCalls(connections: readonly Connection[], { ms, calls }: Calls, latencies: number[]): Promise<void> {
  const until = performance.now() + ms;
  const waiting = [...calls];
  const next = () => (performance.now() < until ? waiting.pop() : undefined);
  await Promise.all(
    connections.map(async (connection) => {
      for (let call = next(); call; call = next()) await timed(connection, call, latencies);
    }),
  );
}

async function timed(connection: Connection, request: Request, latencies: number[]): Promise<Answer> {
  const from = performance.now();
  const answer = await connection.request(request);
  latencies.push(performance.now() - from);
  if (answer.status >= 300) throw new Error(`${request.method} ${request.path}: ${answer.status} ${answer.body()}`);
  return answer;
}
