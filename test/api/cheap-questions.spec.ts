// What is asked every few seconds, or while somebody waits for the clock, reads no large table from end to end.
import { openDatabase, poolOf } from '@huiyin/platform';
import { multiply } from '../../labs/bench/src/copies/multiply.ts';
import { startSystem } from '../support/system.ts';
import type { System } from '../support/system.ts';
import { copiesOf } from '../worker/copies.ts';
import { query } from '../worker/world.ts';
import { expectStatus } from './procedure.ts';

const CASES = 1_500;

const copy = copiesOf(async ({ databaseUrl, client, startWorker }) => {
  await startWorker();
  await client.moveBy(25);
  const dataSource = await openDatabase(databaseUrl, { poolSize: 3 });
  const originals = await query<{ id: string }>(databaseUrl, 'SELECT id FROM petition_case');
  await multiply(
    poolOf(dataSource),
    originals.map(({ id }) => id),
    CASES,
  );
  // The township has more alerts that reach nobody than any real office.
  await dataSource.query(`UPDATE alert SET to_unit = 'ys-qh-xfj' WHERE to_unit IS NULL`);
  await dataSource.query('ANALYZE');
  await dataSource.destroy();
});

/** Tables that were read from end to end, and how often. Counted when a connection ends. */
const readThrough = (url: string) =>
  query<{ table: string; times: number }>(
    url,
    `SELECT relname AS table, seq_scan::int AS times FROM pg_stat_user_tables
     WHERE relname IN ('petition_case', 'petition', 'case_event', 'case_timer', 'case_effect', 'alert') ORDER BY relname`,
  );

type Asking = (system: System) => Promise<unknown>;
const get = (path: string) => async (system: System) => expectStatus(await system.client.get(null, path), 200);

it.each<[string, Asking]>([
  ['GET /readyz', get('/readyz')],
  ['GET /metrics', get('/metrics')],
  ['PUT /v1/clock', async ({ client }) => expectStatus(await client.moveTo((await client.now()) + 1), 200)],
  ['the rounds of a worker', ({ startWorker }) => startWorker()],
])('%s', async (_, ask) => {
  const databaseUrl = await copy();
  const before = await readThrough(databaseUrl);
  const system = await startSystem({ databaseUrl, seed: false, workers: 0 });
  await ask(system);
  await system.stop();
  expect(await readThrough(databaseUrl)).toEqual(before);
});
