// Every night each clock is told anew from its ledger; what is stored otherwise is an alarm.
import { createLogger } from '@huiyin/platform';
import { petitionRegistry } from '@huiyin/workflow';
import { NightWatch } from '../../apps/worker/src/upkeep/night-watch.ts';
import { anEngine } from '../support/an-engine.ts';
import type { AnEngine } from '../support/an-engine.ts';

const HOUR_MS = 3_600_000;
let world: AnEngine;
let ids: string[];
beforeAll(async () => {
  world = await anEngine();
  ids = [];
  for (let n = 0; n < 3; n++) {
    const id = await world.open();
    await world.send(id, 'ACCEPT');
    await world.send(id, 'TRANSFER', { unit: 'ys-qh-ll-zrs' });
    ids.push(id);
  }
});
afterAll(() => world.stop());
beforeEach(() => world.pool.query('TRUNCATE clock_check'));

const watch = (now: number) =>
  new NightWatch(world.pool, petitionRegistry(), createLogger('test', 'silent')).watch(now);
const checks = async () =>
  (await world.pool.query('SELECT cases, clocks, differing, differences FROM clock_check ORDER BY id')).rows;
/** The clock of the wall, since the table knows no other. */
const tomorrow = () => Date.now() + 26 * HOUR_MS;

it('begins with the night after it was first started, and looks once a night', async () => {
  await watch(Date.now());
  expect(await checks()).toEqual([{ cases: 0, clocks: 0, differing: 0, differences: [] }]);
  await watch(Date.now());
  expect(await checks()).toHaveLength(1);
  await watch(tomorrow());
  expect(await checks()).toEqual([expect.anything(), { cases: 3, clocks: 9, differing: 0, differences: [] }]);
});

it('of several workers one looks', async () => {
  await watch(Date.now());
  const others = await world.pool.connect();
  await others.query(`SELECT pg_advisory_lock(hashtext('night watch'))`);
  await watch(tomorrow());
  expect(await checks()).toHaveLength(1);
  await others.query(`SELECT pg_advisory_unlock(hashtext('night watch'))`);
  others.release();
});

it('names a clock whose stored day or standing is not what its ledger comes to', async () => {
  await watch(Date.now());
  const [moved, ended, whole] = ids as [string, string, string];
  const change = (id: string, path: string, value: string) =>
    world.pool.query(`UPDATE petition_case SET snapshot = jsonb_set(snapshot, $2, $3) WHERE id = $1`, [
      id,
      path,
      value,
    ]);
  await change(moved, '{context,clocks,0,dueOn}', '"2026-12-31"');
  await change(ended, '{context,clocks,2,status}', '"met"');
  // Changed so that it agrees with itself, and never woken again.
  await change(whole, '{context,clocks,2,startOn}', '"2026-01-05"');
  await change(whole, '{context,clocks,2,dueOn}', '"2026-01-20"');
  await change(whole, '{armed}', '{}');
  await world.pool.query('UPDATE petition_case SET wake_at = NULL WHERE id = $1', [whole]);
  await watch(tomorrow());
  const { differing, differences } = (await checks()).at(-1);
  expect(differing).toBe(4);
  expect(differences).toEqual(
    expect.arrayContaining([
      { case: moved, clock: 'transfer', detail: expect.stringContaining('2026-12-31') },
      { case: ended, clock: 'notice', detail: expect.stringContaining('stored as met') },
      { case: whole, clock: 'notice', detail: expect.stringContaining('2026-01-20') },
      { case: whole, clock: '', detail: expect.stringContaining('waits for') },
    ]),
  );
});
