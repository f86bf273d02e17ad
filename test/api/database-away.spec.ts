// While the database cannot serve, the API says so, and asks to be tried again.
import { POOL } from '@huiyin/platform';
import type { Pool } from 'pg';
import { dropDatabase } from '../support/own-database.ts';
import { startSystem } from '../support/system.ts';
import type { System } from '../support/system.ts';
import { until } from '../worker/world.ts';
import { expectProblem } from './problem.ts';
import { CLERK, expectStatus, register } from './procedure.ts';
import { ask } from './witness.ts';

let system: System;
beforeAll(async () => (system = await startSystem({ workers: 0 })));
afterAll(() => system.stop());

it('waits for a connection that others hold, but not for ever', async () => {
  const pool = system.api.get<Pool>(POOL);
  const held = await Promise.all(Array.from({ length: system.config.poolSize }, () => pool.connect()));
  expectProblem(await system.client.get(null, '/v1/petitions'), 401, 'unauthorized');
  const body = { username: CLERK, password: 'huiyin-demo' };
  expectProblem(await system.client.call(null, 'POST', '/v1/session', { body }), 503, 'unavailable');
  for (const client of held) client.release();
  expectStatus(await system.client.call(null, 'POST', '/v1/session', { body }), 201);
});

it('waits for a row that another writer holds, but not for ever', async () => {
  const { id } = await register(system.client);
  const other = await system.api.get<Pool>(POOL).connect();
  await other.query('BEGIN');
  await other.query('SELECT 1 FROM petition_case WHERE id = $1 FOR UPDATE', [id]);
  expectProblem(await system.client.send(CLERK, id, 'ACCEPT'), 503, 'unavailable');
  await other.query('ROLLBACK');
  other.release();
  expectStatus(await system.client.send(CLERK, id, 'ACCEPT'), 200);
});

it('says so when its connections are cut and the database is gone', async () => {
  expectStatus(await system.client.get(CLERK, '/v1/petitions'), 200);
  await ask(system.databaseUrl, 'SELECT 1');
  await dropDatabase(system.databaseUrl);
  await until('the session is asked for again', async () => {
    const answer = await system.client.get(CLERK, '/v1/petitions');
    if (answer.status === 200) return false;
    expectProblem(answer, 503, 'unavailable');
    return true;
  });
});
