// The doorbell: a deadline fires when it is due, not when the next sweep comes; and the sweep finds what no bell told.
import type { System } from '../support/system.ts';
import { onBothBackends, startOn } from './backends.ts';
import type { Options } from './backends.ts';
import { copiesOf } from './copies.ts';
import { DAY_MS, daysAgo, FORM, query, register, until } from './world.ts';

const NO_SWEEP = { HUIYIN_SWEEP_SECONDS: '3600' };

const copy = copiesOf();

onBothBackends((backend) => {
  let system: System;
  const start = async (options: Options): Promise<void> => {
    system = await startOn(backend, { clock: 'system', databaseUrl: await copy(), ...options });
  };
  afterEach(() => system.stop());

  const linesOf = (id: string) =>
    query<{ kind: string; at: Date; recorded_at: Date }>(
      system.databaseUrl,
      'SELECT kind, at, recorded_at FROM case_event WHERE case_id = $1 ORDER BY seq',
      [id],
    );
  const hasFired = async (id: string) => (await linesOf(id)).some(({ kind }) => kind === 'timer');
  const alertsOf = (id: string) => query(system.databaseUrl, 'SELECT 1 FROM alert WHERE case_id = $1', [id]);

  it('fires what is due as soon as it is registered, and alerts, without waiting for a sweep', async () => {
    await start({ env: NO_SWEEP });
    await system.client.get('ll.xfb', '/v1/petitions'); // logged in
    const body = { ...FORM, receivedOn: daysAgo(30) };
    const answer = await system.client.call('ll.xfb', 'POST', '/v1/petitions', {
      body,
      headers: { 'idempotency-key': 'a' },
    });
    expect(answer.status).toBe(201);
    const id = answer.body.id as string;
    await until('the deadline has fired', () => hasFired(id));
    await until('the alerts are in the inbox', async () => (await alertsOf(id)).length > 0);
    const timers = (await linesOf(id)).filter(({ kind }) => kind === 'timer');
    expect(timers).toHaveLength(4); // overdue for 15 days: the overdue line and three levels up
    for (const { at, recorded_at } of timers) expect(recorded_at.getTime()).toBeGreaterThanOrEqual(at.getTime());
  });

  it('fires at its moment what lies a little ahead, on the job that planning gave it', async () => {
    await start({ env: NO_SWEEP, workers: 0 });
    const [id = ''] = await register(system.config, 1);
    const due = Date.now() + 3000;
    await armAt(system.databaseUrl, id, due);
    await system.startWorker();
    await until('it has its job', async () => (await backend.jobs(system.databaseUrl)) > 0);
    expect(await hasFired(id)).toBe(false);
    await until('the deadline has fired', () => hasFired(id));
    const [timer] = (await linesOf(id)).filter(({ kind }) => kind === 'timer');
    expect(timer?.at.getTime()).toBe(due);
    expect(Number(timer?.recorded_at)).toBeGreaterThanOrEqual(due);
    const metrics = await (await fetch(`${await system.workers[0]?.getUrl()}/metrics`)).text();
    expect(metrics).toMatch(/^huiyin_timer_lateness_seconds_count [1-9]/m);
    expect(metrics).toMatch(/^huiyin_timers_fired_total [1-9]/m);
  });

  it('finds by the sweep what the queue has forgotten', async () => {
    await start({ env: { HUIYIN_SWEEP_SECONDS: '0.3' }, workers: 0 });
    const [id = ''] = await register(system.config, 1);
    await system.startWorker();
    const due = Date.now() + 400;
    await armAt(system.databaseUrl, id, due); // planned by nobody
    await backend.forget(system.databaseUrl);
    await until('the deadline has fired', () => hasFired(id));
    await until('no job is left', async () => (await backend.jobs(system.databaseUrl)) === 0);
  });

  it('holds jobs for the horizon only: 200 petitions weeks from their deadlines leave none', async () => {
    await start({ env: NO_SWEEP });
    const ids = await register(system.config, 195, { receivedOn: daysAgo(0) });
    const body = { ...FORM, receivedOn: daysAgo(0) };
    for (let n = 0; n < 5; n++) {
      const headers = { 'idempotency-key': `n-${n}` };
      ids.push((await system.client.call('ll.xfb', 'POST', '/v1/petitions', { body, headers })).body.id);
    }
    await system.startWorker(); // plans what it finds
    const [soonest] = await query<{ wake_at: Date }>(
      system.databaseUrl,
      'SELECT min(wake_at) AS wake_at FROM petition_case WHERE id = ANY($1)',
      [ids],
    );
    expect(Number(soonest?.wake_at) - Date.now()).toBeGreaterThan(3 * DAY_MS);
    await until('no job is left', async () => (await backend.jobs(system.databaseUrl)) === 0);
  });
});

/** Moves the one timer of a case to another moment. The chart has none but midnights. */
async function armAt(url: string, id: string, due: number): Promise<void> {
  await query(
    url,
    `WITH timer AS (UPDATE case_timer SET due_at = $2 WHERE case_id = $1 AND status = 'armed' RETURNING name)
     UPDATE petition_case SET wake_at = $2,
       snapshot = jsonb_set(snapshot, ARRAY['armed', (SELECT name FROM timer), 'dueAt'], to_jsonb($3::bigint))
     WHERE id = $1`,
    [id, new Date(due), due],
  );
}
