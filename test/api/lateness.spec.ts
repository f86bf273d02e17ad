// A deadline is late when no worker can have been told of it: after a sweep and a minute, however long a sweep is.
import { startSystem } from '../support/system.ts';
import type { System } from '../support/system.ts';
import { query, setClock } from '../worker/world.ts';

const MINUTE_MS = 60_000;

let system: System;
beforeAll(async () => (system = await startSystem({ workers: 0, env: { HUIYIN_SWEEP_SECONDS: '3600' } })));
afterAll(() => system.stop());

it.each([
  [59, true],
  [62, false],
])('%i minutes after it was due: punctual %p', async (minutes, ok) => {
  const [first] = await query<{ due: Date }>(system.databaseUrl, 'SELECT min(wake_at) AS due FROM petition_case');
  await setClock(system.databaseUrl, new Date(Number(first?.due) + minutes * MINUTE_MS));
  const { body } = await system.client.get(null, '/readyz');
  expect(body.checks.timers).toMatchObject({ ok });
});
