// An alert reaches an open stream at once, whatever happens to the connection that hears of it.
import { once } from 'node:events';
import { get } from 'node:http';
import type { Socket } from 'node:net';
import { POOL } from '@huiyin/platform';
import pg from 'pg';
import type { Pool } from 'pg';
import { startSystem } from '../support/system.ts';
import type { System } from '../support/system.ts';
import { ownDatabase } from '../support/own-database.ts';
import { query, until } from '../worker/world.ts';
import { expectProblem } from './problem.ts';
import { expectStatus, register, step } from './procedure.ts';
import { listen } from './sse.ts';

/** Less than what a stream would take to look by itself. @unit milliseconds */
const AT_ONCE_MS = 3_500;
const UNIT = 'ys-qh-ll-rsz';

let system: System;
let id: string;
beforeAll(async () => {
  system = await startSystem();
  id = (await register(system.client)).id;
  await step(system.client, id, 'll.xfb.clerk', 'ACCEPT');
  await step(system.client, id, 'll.xfb.clerk', 'TRANSFER', { unit: UNIT });
});
afterAll(() => system.stop());

const listeners = (url: string) =>
  query<{ pid: number }>(
    url,
    `SELECT pid FROM pg_stat_activity
     WHERE application_name = 'huiyin-listener' AND datname = current_database() AND query LIKE 'LISTEN%'`,
  );

/** Raises one alert for the unit that handles the petition. */
async function urge(): Promise<void> {
  expectStatus(await system.client.send('qh.director', id, 'URGE'), 200);
}

/** Alerts that cannot be read in order yet. */
const unsettled = async () => {
  const text = 'SELECT 1 FROM alert WHERE written_by >= pg_snapshot_xmin(pg_current_snapshot())';
  return (await query(system.databaseUrl, text)).length;
};

/** How long an alert takes from its commit to an open stream. @unit milliseconds */
async function timeToStream(): Promise<number> {
  const stream = await listen(system, 'll.rsz');
  expect(await stream.silentFor(1)).toBe(true); // it has looked, and would look again only after a while
  await urge();
  const [told] = await stream.take(1);
  const arrived = Date.now();
  await stream.close();
  const [row] = await query<{ delivered_at: Date }>(
    system.databaseUrl,
    'SELECT delivered_at FROM alert WHERE id = $1',
    [told?.id],
  );
  return arrived - Number(row?.delivered_at.getTime());
}

it('reaches an open stream at once', async () => {
  await until('it is listening', async () => (await listeners(system.databaseUrl)).length === 1);
  expect(await timeToStream()).toBeLessThan(AT_ONCE_MS);
});

it('reaches several streams by one connection', async () => {
  const streams = await Promise.all(['ll.rsz', 'll.rsz', 'll.mayor'].map((user) => listen(system, user)));
  await urge();
  const told = await Promise.all(streams.map((stream) => stream.take(1)));
  expect(new Set(told.map(([first]) => first?.id)).size).toBe(1);
  expect(await listeners(system.databaseUrl)).toHaveLength(1);
  await Promise.all(streams.map((stream) => stream.close()));
});

it('waits for an older transaction, and no longer', async () => {
  const stream = await listen(system, 'll.rsz');
  const open = await system.api.get<Pool>(POOL, { strict: false }).connect();
  await open.query('BEGIN');
  await open.query('SELECT pg_current_xact_id()');
  await urge();
  await until('it is raised', async () => (await unsettled()) === 1);
  expect(await stream.silentFor(1)).toBe(true);
  await open.query('COMMIT');
  open.release();
  const ended = Date.now();
  await stream.take(1);
  expect(Date.now() - ended).toBeLessThan(AT_ONCE_MS);
  await stream.close();
});

it('goes on when the listening connection was cut', async () => {
  const [before] = await listeners(system.databaseUrl);
  await query(system.databaseUrl, 'SELECT pg_terminate_backend($1)', [before?.pid]);
  await until('it is listening again', async () => {
    const [now] = await listeners(system.databaseUrl);
    return now !== undefined && now.pid !== before?.pid;
  });
  expect(await timeToStream()).toBeLessThan(AT_ONCE_MS);
});

it('shows an open stream what its reader may see now', async () => {
  const stream = await listen(system, 'll.zrs');
  await query(system.databaseUrl, 'UPDATE account SET unit = $1 WHERE username = $2', [UNIT, 'll.zrs']);
  const session = { headers: { authorization: `Bearer ${stream.token}` } };
  await until('the session knows of it', async () => {
    const answer = await system.client.call(null, 'GET', '/v1/session', session);
    return answer.body.unit.code === UNIT;
  });
  await urge();
  const [told] = await stream.take(1);
  expect(told?.alert).toMatchObject({ kind: 'urged', petitionId: id, to: { unit: UNIT } });
  await stream.close();
});

/** Holds up whoever asks for alerts, until it is let go. */
async function heldUp(url: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('BEGIN');
  await client.query('LOCK TABLE alert IN ACCESS EXCLUSIVE MODE');
  const waiting = `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
  return {
    until: (what: string) => until(what, async () => (await query(url, waiting)).length === 1),
    letGo: () => client.end(),
  };
}

const openStreams = async (url: string) =>
  /^huiyin_alert_streams (\d+)$/m.exec(await (await fetch(`${url}/metrics`)).text())?.[1];

it('that is left before it has begun is not looked after', async () => {
  const { token } = await listen(system, 'll.rsz').then(async (stream) => (await stream.close(), stream));
  await until('no stream is open', async () => (await openStreams(system.url)) === '0');
  const held = await heldUp(system.databaseUrl);
  const arrived = once(system.api.getHttpServer(), 'connection') as Promise<[Socket]>;
  const headers = { authorization: `Bearer ${token}` };
  const request = get(`${system.url}/v1/alerts/stream`, { agent: false, headers }).on('error', () => undefined);
  const [socket] = await arrived;
  await held.until('the stream is being set up');
  const gone = once(socket, 'close');
  request.destroy();
  await gone;
  await held.letGo();
  await until('nobody asks for alerts', async () => {
    const asking = `SELECT 1 FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%FROM alert a%'
      AND pid <> pg_backend_pid() AND datname = current_database()`;
    return (await query(system.databaseUrl, asking)).length === 0;
  });
  expect(await openStreams(system.url)).toBe('0');
});

it('that is asked for while the process stops is refused, and the process ends', async () => {
  const database = await ownDatabase();
  const short = await startSystem({ databaseUrl: database.url, workers: 0 });
  await until('it is listening', async () => (await listeners(database.url)).length === 1);
  const { token } = await listen(short, 'll.rsz').then(async (stream) => (await stream.close(), stream));
  const held = await heldUp(database.url);
  const headers = { authorization: `Bearer ${token}` };
  const asked = short.client.call(null, 'GET', '/v1/alerts/stream', { headers });
  await held.until('the stream is being set up');
  const stopped = short.stop();
  await until('it says goodbye to its streams', async () => (await listeners(database.url)).length === 0);
  await held.letGo();
  const answer = await asked;
  expectProblem(answer, 503, 'unavailable');
  expect(answer.headers.get('connection')).toBe('close'); // or its keep-alive would hold up the stop
  await stopped;
  await database.drop();
});

it('a process that closes leaves no connection', async () => {
  const database = await ownDatabase();
  const short = await startSystem({ databaseUrl: database.url, workers: 0 });
  await until('it is listening', async () => (await listeners(database.url)).length === 1);
  const stream = await listen(short, 'll.rsz');
  await short.stop();
  await until('nobody is connected but this', async () => {
    const rows = await query(
      database.url,
      'SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    return rows.length === 0;
  });
  await stream.close();
  await database.drop();
});
