// The clients, in a process of their own. Each message is one round; its result is sent back.
//   { kind: 'walk', port, clients, ms, requests }   each client walks cases through the requests, one case after another
//   { kind: 'calls', port, clients, ms, calls }     the calls are made once each, shared among the clients, as far as the time goes
import { performance } from 'node:perf_hooks';
import { Connection } from './connection.mjs';
import { percentile } from './stats.mjs';

const KINDS = { walk, calls: makeCalls };

process.on('message', async (work) => {
  try {
    process.send(await round(work));
  } catch (error) {
    process.send({ failure: error.message });
  }
});
process.send('ready');

async function round(work) {
  const connections = await Promise.all(Array.from({ length: work.clients }, () => Connection.open(work.port)));
  const latencies = [];
  const before = process.cpuUsage();
  const startedAt = performance.now();
  await KINDS[work.kind](connections, work, latencies);
  const seconds = (performance.now() - startedAt) / 1000;
  const { user, system } = process.cpuUsage(before);
  for (const connection of connections) connection.close();
  latencies.sort((a, b) => a - b);
  return {
    perSecond: latencies.length / seconds,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    /** What the client itself costs, microseconds a request. */
    clientMicros: (user + system) / latencies.length,
  };
}

async function walk(connections, { ms, requests }, latencies) {
  const until = performance.now() + ms;
  await Promise.all(
    connections.map(async (connection) => {
      while (performance.now() < until) await oneCase(connection, requests, latencies);
    }),
  );
}

async function oneCase(connection, [create, ...steps], latencies) {
  let { location: path, etag: ifMatch } = await timed(connection, create, latencies);
  for (const step of steps) {
    ({ etag: ifMatch } = await timed(connection, { ...step, path: `${path}/events`, ifMatch }, latencies));
  }
}

async function makeCalls(connections, { ms, calls }, latencies) {
  const until = performance.now() + ms;
  const waiting = [...calls];
  const next = () => (performance.now() < until ? waiting.pop() : undefined);
  await Promise.all(
    connections.map(async (connection) => {
      for (let call = next(); call; call = next()) await timed(connection, call, latencies);
    }),
  );
}

async function timed(connection, request, latencies) {
  const from = performance.now();
  const answer = await connection.request(request);
  latencies.push(performance.now() - from);
  if (answer.status >= 300) throw new Error(`${request.method} ${request.path}: ${answer.status} ${answer.body()}`);
  return answer;
}
