// A large office is moved: its petitions are shown to those above it now, a chunk at a time.
import { takeOver } from '../../libs/office/src/access/heirs.ts';
import { anEngine } from '../support/an-engine.ts';
import type { AnEngine } from '../support/an-engine.ts';

const CASES = 600;
let world: AnEngine;
beforeAll(async () => {
  world = await anEngine();
  const id = await world.open();
  await world.pool.query(
    `WITH copied AS (
       INSERT INTO petition_case SELECT (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid()))).*
       FROM petition_case c, generate_series(2, $2) WHERE c.id = $1 RETURNING id),
     shown AS (
       INSERT INTO petition SELECT (jsonb_populate_record(p, jsonb_build_object('case_id', copied.id, 'code', copied.id))).*
       FROM copied, petition p WHERE p.case_id = $1)
     INSERT INTO case_scope (unit, case_id) SELECT s.unit, copied.id FROM copied, case_scope s WHERE s.case_id = $1`,
    [id, CASES],
  );
});
afterAll(() => world.stop());

const scopes = async () => {
  const { rows } = await world.pool.query(
    `SELECT units, count(*)::int AS cases FROM (
       SELECT case_id, array_agg(unit ORDER BY unit) AS units FROM case_scope GROUP BY 1) AS each GROUP BY 1`,
  );
  return rows as unknown;
};

it('rewrites all of them, and never holds more than a chunk', async () => {
  expect(await scopes()).toEqual([{ units: ['ys', 'ys-qh', 'ys-qh-ll', 'ys-qh-ll-xfb'], cases: CASES }]);
  await world.pool.query(`UPDATE unit SET parent = 'ys', path = ARRAY['ys'] || path[3:] WHERE path @> '{ys-qh-ll}'`);
  const sizes: number[] = [];
  await takeOver(
    {
      async query(text: string, values?: unknown[]) {
        const rows = await world.dataSource.query(text, values);
        if (text.includes('context')) sizes.push(rows.length);
        return rows;
      },
    },
    ['ys-qh-ll', 'ys-qh-ll-xfb'],
  );
  expect(sizes).toEqual([250, 250, 100]);
  expect(await scopes()).toEqual([{ units: ['ys', 'ys-qh-ll', 'ys-qh-ll-xfb'], cases: CASES }]);
});
