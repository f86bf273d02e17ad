// What leaves the system: at least once, outside any transaction, none lost and none behind a slow one. To a real HTTP server.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Deliveries, oweDeliveries, Undeliverable, USUAL_POLICY } from '@huiyin/office';
import type { Deliverer, DeliveryPolicy } from '@huiyin/office';
import { createLogger, openDatabase, poolOf } from '@huiyin/platform';
import { inTransaction } from '@huiyin/workflow';
import type { DataSource } from 'typeorm';
import { Courier } from '../../apps/worker/src/effects/courier.ts';
import { ownDatabase } from '../support/own-database.ts';
import { until } from './world.ts';

/** Another system: how it answers what it is sent, by what that says. */
async function openReceiver() {
  const received: string[] = [];
  const answers = new Map<string, (response: ServerResponse) => void>();
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      received.push(body);
      const answer = answers.get(body) ?? (() => response.writeHead(204).end());
      answer(response);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { received, answers, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, stop };
}

const KIND = 'callUrl';
const AT_ONCE: DeliveryPolicy = { ...USUAL_POLICY, attempts: 3, firstWaitMs: 0 };

let database: Awaited<ReturnType<typeof ownDatabase>>;
let dataSource: DataSource;
let receiver: Awaited<ReturnType<typeof openReceiver>>;
beforeEach(async () => {
  database = await ownDatabase();
  dataSource = await openDatabase(database.url, { poolSize: 12 });
  receiver = await openReceiver();
});
afterEach(async () => {
  await receiver.stop();
  await dataSource.destroy();
  await database.drop();
});

const toUrl = (policy: DeliveryPolicy): Deliverer => ({
  kind: KIND,
  policy,
  async deliver({ payload }, signal) {
    const answer = await fetch(receiver.url, { method: 'POST', body: JSON.stringify(payload), signal });
    if (answer.status === 410) throw new Undeliverable('gone');
    if (!answer.ok) throw new Error(`answered ${answer.status}`);
  },
});
const courierWith = (policy: DeliveryPolicy = AT_ONCE) => {
  const metrics = { deliveries: { inc: () => undefined } } as never;
  return new Courier(poolOf(dataSource), [toUrl(policy)], metrics, createLogger('test', 'silent'));
};

/** @param words each is the payload of an effect */
async function owe(...words: string[]): Promise<void> {
  const effects = words.map((payload, index) => ({
    ...{ id: String(index + 1), caseId: '', seq: 1, number: index, kind: KIND, payload, at: new Date(0) },
  }));
  await inTransaction(poolOf(dataSource), (db) => oweDeliveries(db, effects));
}

interface Row {
  readonly word: string;
  readonly attempts: number;
  readonly delivered: boolean;
  readonly givenUp: boolean;
  readonly error: string | null;
}
const rows = () =>
  dataSource.query<Row[]>(`
    SELECT payload #>> '{}' AS word, attempts, delivered_at IS NOT NULL AS delivered, given_up_at IS NOT NULL AS "givenUp",
      last_error AS error FROM delivery ORDER BY id`);
const attempts = () =>
  dataSource.query<{ number: number; ended: boolean; error: string | null }[]>(
    'SELECT number, ended_at IS NOT NULL AS ended, error FROM delivery_attempt ORDER BY delivery_id, number',
  );
const say = (status: number) => (response: ServerResponse) => response.writeHead(status).end();

it('an effect is owed once, delivered, and its attempt written down', async () => {
  await owe('one');
  await owe('one');
  await courierWith().drain();
  expect(receiver.received).toEqual(['"one"']);
  expect(await rows()).toEqual([{ word: 'one', attempts: 1, delivered: true, givenUp: false, error: null }]);
  expect(await attempts()).toEqual([{ number: 1, ended: true, error: null }]);
});

it('what fails is tried again, and given up after its attempts', async () => {
  receiver.answers.set('"never"', say(500));
  let busy = 2;
  receiver.answers.set('"later"', (response) => say(busy-- > 0 ? 503 : 204)(response));
  await owe('never', 'later');
  await courierWith().drain();
  expect(await rows()).toEqual([
    { word: 'never', attempts: 3, delivered: false, givenUp: true, error: 'answered 500' },
    { word: 'later', attempts: 3, delivered: true, givenUp: false, error: null },
  ]);
  expect((await attempts()).map(({ error }) => error)).toEqual([
    ...['answered 500', 'answered 500', 'answered 500'],
    ...['answered 503', 'answered 503', null],
  ]);
});

it('waits between two attempts as its policy says', async () => {
  receiver.answers.set('"busy"', say(503));
  await owe('busy');
  const courier = courierWith({ ...USUAL_POLICY, firstWaitMs: 60_000 });
  for (const seconds of [60, 120, 240]) {
    await courier.drain();
    const [{ wait }] = await dataSource.query(
      'SELECT extract(epoch FROM next_attempt_at - now())::float AS wait FROM delivery',
    );
    expect(wait).toBeGreaterThan(seconds - 30);
    expect(wait).toBeLessThanOrEqual(seconds);
    await dataSource.query('UPDATE delivery SET next_attempt_at = now()');
  }
});

it('what no attempt could deliver is given up at the first', async () => {
  receiver.answers.set('"gone"', say(410));
  await owe('gone');
  await courierWith().drain();
  expect(await rows()).toEqual([{ word: 'gone', attempts: 1, delivered: false, givenUp: true, error: 'gone' }]);
});

it('nobody waits behind a slow one; its time comes to an end, and so does that of a stop', async () => {
  receiver.answers.set('"slow"', () => undefined);
  await owe('slow', ...Array.from({ length: 20 }, (_, index) => `quick ${index}`));
  const courier = courierWith({ ...AT_ONCE, attempts: 1, timeoutMs: 600_000, lanes: 2 });
  const all = courier.drain();
  await until(
    'the others are delivered',
    async () => (await rows()).filter(({ delivered }) => delivered).length === 20,
  );
  courier.onModuleDestroy();
  await courier.beforeApplicationShutdown();
  await all;
  // Not the receiver's fault, so no reason to give up although no attempt is left.
  const slow = { word: 'slow', delivered: false, givenUp: false, error: 'the worker stopped' };
  expect((await rows())[0]).toMatchObject(slow);
  const soon = `SELECT next_attempt_at < now() + interval '5 seconds' AS soon FROM delivery WHERE delivered_at IS NULL`;
  expect(await dataSource.query(soon)).toEqual([{ soon: true }]);

  await dataSource.query('DELETE FROM delivery_attempt');
  await dataSource.query('DELETE FROM delivery');
  await owe('slow');
  await courierWith({ ...AT_ONCE, attempts: 1, timeoutMs: 50 }).drain();
  expect((await rows())[0]).toMatchObject({ givenUp: true, error: expect.stringMatching(/timeout/) });
});

it('what a killed process had taken is delivered by another when its lease is over', async () => {
  await owe('one');
  await new Deliveries(poolOf(dataSource)).claim(KIND, AT_ONCE);
  await courierWith().drain();
  expect(receiver.received).toEqual([]);
  await dataSource.query('UPDATE delivery SET next_attempt_at = now()');
  await courierWith().drain();
  expect(receiver.received).toEqual(['"one"']);
  expect(await attempts()).toEqual([
    { number: 1, ended: false, error: null },
    { number: 2, ended: true, error: null },
  ]);
});

it('two workers share, and each thing goes out once', async () => {
  const words = Array.from({ length: 100 }, (_, index) => `thing ${index}`);
  await owe(...words);
  await Promise.all([courierWith().drain(), courierWith().drain()]);
  expect(receiver.received.sort()).toEqual(words.map((word) => JSON.stringify(word)).sort());
});
