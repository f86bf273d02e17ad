// Whoever holds a connection asks for no second one: several who did would wait for each other for ever.
import { AlertProjection, Recipients } from '@huiyin/office';
import type { Effect } from '@huiyin/office';
import { createClock, createLogger, openDatabase, poolOf } from '@huiyin/platform';
import { inTransaction, petitionRegistry } from '@huiyin/workflow';
import type { Pool } from 'pg';
import { NightWatch } from '../../apps/worker/src/upkeep/night-watch.ts';
import { anEngine } from '../support/an-engine.ts';
import type { AnEngine } from '../support/an-engine.ts';

let world: AnEngine;
let dataSource: Awaited<ReturnType<typeof openDatabase>>;
let narrow: Pool;
beforeAll(async () => {
  world = await anEngine();
  dataSource = await openDatabase(world.url, { poolSize: 1 });
  narrow = poolOf(dataSource);
});
afterAll(async () => {
  await dataSource.destroy();
  await world.stop();
});

it('the night watch works on one', async () => {
  await world.open();
  const watch = new NightWatch(narrow, petitionRegistry(), createLogger('test', 'silent'));
  await watch.watch();
  await watch.watch(Date.now() + 26 * 3_600_000);
  expect(await world.rows('clock_check')).toBe(2);
});

it('alerts are delivered on one, also where the people at work are asked for again', async () => {
  await world.open();
  await world.until('2026-03-30T10:00:00+08:00');
  const { rows: owed } = await world.pool.query<Effect>(
    'SELECT id, case_id AS "caseId", seq, number, kind, payload, at FROM case_effect',
  );
  const alerts = new AlertProjection(new Recipients(createClock('virtual', narrow)), {
    postsLetters: true,
    onUnroutable: () => {},
  });
  await inTransaction(narrow, (db) => alerts.project(db, owed));
  expect(owed.length).toBeGreaterThan(0);
  expect(await world.rows('alert')).toBe(owed.length);
});
