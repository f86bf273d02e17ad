// Whoever stops a program need not wait for those who are connected to it, or for what they wait for.
import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { startSystem } from '../support/system.ts';
import type { System } from '../support/system.ts';
import { query, until } from '../worker/world.ts';
import { expectProblem } from './problem.ts';

/** A program promises to stop within this time. @unit milliseconds */
const PROMISED_MS = 10_000;

it('a connection on which nothing was ever asked holds up no stop', async () => {
  const system = await startSystem({ seed: false, workers: 1 });
  const urls = [system.url, String(await system.workers[0]?.getUrl())];
  const silent = urls.map((url) => connect(Number(new URL(url).port), '127.0.0.1').resume());
  await Promise.all(silent.map((socket) => once(socket, 'connect')));
  const ended = silent.map((socket) => once(socket, 'close'));
  const asked = Date.now();
  await Promise.all([system.stop(), ...ended]);
  expect(Date.now() - asked).toBeLessThan(PROMISED_MS);
});

describe('while the clock is moved and no worker fires what is due', () => {
  let system: System;
  beforeEach(async () => (system = await startSystem({ workers: 0 })));

  /** When it was last asked whether everything is fired; null when something else was asked since. @unit milliseconds ago */
  const lastLook = async () => {
    const text = `SELECT (extract(epoch FROM clock_timestamp() - max(query_start)) * 1000)::float AS ago
      FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%case_event_position_seq%'
        AND pid <> pg_backend_pid()`;
    const [row] = await query<{ ago: number | null }>(system.databaseUrl, text);
    return row?.ago ?? null;
  };
  const waits = () => until('it waits for the workers', async () => (await lastLook()) !== null);

  it('a stop is not waited for: 503', async () => {
    const moved = system.client.moveBy(25);
    await waits();
    const asked = Date.now();
    const stopped = system.stop();
    expectProblem(await moved, 503, 'unavailable');
    await stopped;
    expect(Date.now() - asked).toBeLessThan(PROMISED_MS);
  });

  it('nobody goes on looking for a caller who has left', async () => {
    const now = new Date((await system.client.now()) + 25 * 86_400_000).toISOString();
    const login = { body: { username: 'admin', password: 'huiyin-demo' } };
    const { token } = (await system.client.call(null, 'POST', '/v1/session', login)).body;
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const arrived = once(system.api.getHttpServer(), 'connection') as Promise<[Socket]>;
    const moving = request(`${system.url}/v1/clock`, { method: 'PUT', agent: false, headers });
    moving.on('error', () => undefined).end(JSON.stringify({ now }));
    const [socket] = await arrived;
    await waits();
    const gone = once(socket, 'close');
    moving.destroy();
    await gone;
    await until('nobody looks any more', async () => ((await lastLook()) ?? Infinity) > 1_000, PROMISED_MS);
    await system.stop();
  });
});
