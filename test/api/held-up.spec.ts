// Whoever waits too long for a row that somebody else holds is told to try again, not that something went wrong.
import pg from 'pg';
import { startSystem } from '../support/system.ts';
import type { System } from '../support/system.ts';
import { expectProblem } from './problem.ts';
import { CLERK, expectStatus, register } from './procedure.ts';

let system: System;
let holder: pg.Client;
beforeAll(async () => {
  system = await startSystem();
  holder = new pg.Client({ connectionString: system.databaseUrl });
  await holder.connect();
});
afterAll(async () => {
  await holder.end();
  await system.stop();
});

it('a petition and an alert that are held for longer than one waits', async () => {
  const { client } = system;
  const { id } = await register(client);
  await client.moveBy(20);
  const { version } = expectStatus(await client.get(CLERK, `/v1/petitions/${id}`), 200).body;
  const [alert] = expectStatus(await client.get('ll.xfb', `/v1/alerts?petition=${id}`), 200).body.items;
  const accept = (headers: Record<string, string>) =>
    client.send(CLERK, id, 'ACCEPT', {}, { 'if-match': `"${version}"`, ...headers });
  const acknowledge = () => client.call('ll.xfb', 'POST', `/v1/alerts/${alert.id}/acknowledge`);

  await holder.query('BEGIN');
  await holder.query('SELECT 1 FROM petition_case WHERE id = $1 FOR UPDATE', [id]);
  await holder.query('SELECT 1 FROM alert WHERE id = $1 FOR UPDATE', [alert.id]);
  const keyed = { 'idempotency-key': 'held' };
  const answers = await Promise.all([accept({}), accept(keyed), acknowledge()]);
  await holder.query('ROLLBACK');
  for (const answer of answers) {
    expectProblem(answer, 503, 'unavailable');
    expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
  }
  const done = expectStatus(await accept(keyed), 200);
  expect(done.headers.has('idempotency-replayed')).toBe(false);
  expectStatus(await acknowledge(), 200);
});
