// Hundreds of petitions due at one instant, several workers at them, and workers that stop in the middle.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../tools/free-port.mjs';
import type { System } from '../support/system.ts';
import { onBothBackends, startOn } from './backends.ts';
import { copiesOf } from './copies.ts';
import { audit, DAY_MS, fired, inboxes, owed, query, register, setClock, until } from './world.ts';

const MANY = 500;
/** More than a worker takes at once. */
const SOME = 300;
/** Reminders 10, 3 and 1 days before, overdue, three levels up, and the third again after a week and after two. */
const RUNGS = 9;
const LEFT_ALONE_DAYS = 15 + 7 + 14 + 1;

let now: Date;
const copy = copiesOf(async ({ client, config, databaseUrl }) => {
  // The thirty of the township would be due as well: they are left aside.
  await query(databaseUrl, `UPDATE petition_case SET retry_at = 'infinity'`);
  await register(config, MANY);
  now = new Date((await client.now()) + LEFT_ALONE_DAYS * DAY_MS);
  await setClock(databaseUrl, now);
});

onBothBackends((backend) => {
  let system: System;
  const processes: ChildProcess[] = [];
  const begin = async (cases: number): Promise<void> => {
    system = await startOn(backend, { databaseUrl: await copy(), workers: 0 });
    await query(
      system.databaseUrl,
      `UPDATE petition_case SET retry_at = 'infinity' WHERE id IN (
         SELECT id FROM petition_case WHERE retry_at IS NULL ORDER BY id OFFSET $1)`,
      [cases],
    );
  };
  afterEach(async () => {
    for (const each of processes.splice(0)) each.kill('SIGKILL');
    await system.stop();
  });

  const itHasBegun = () => until('the storm has begun', async () => (await fired(system.databaseUrl)) > 0);

  async function expectEachOnce(cases: number): Promise<void> {
    await until('nothing is owed', async () => (await owed(system.databaseUrl, now)) === 0);
    expect(await fired(system.databaseUrl)).toBe(cases * RUNGS);
    const odd = await query(
      system.databaseUrl,
      `SELECT case_id FROM case_event WHERE kind = 'timer' GROUP BY case_id
       HAVING count(*) <> ${RUNGS} OR count(DISTINCT at) <> ${RUNGS}`,
    );
    expect(odd).toEqual([]);
    const alerts = await inboxes(system.databaseUrl);
    expect(alerts).toHaveLength(cases * RUNGS);
    expect(new Set(alerts.map(({ case_id, seq }) => `${case_id}/${seq}`)).size).toBe(cases * RUNGS);
    expect(await audit(system.databaseUrl)).toEqual([]);
  }

  it('three workers side by side fire every timer once', async () => {
    await begin(MANY);
    await Promise.all([system.startWorker(), system.startWorker(), system.startWorker()]);
    await expectEachOnce(MANY);
  });

  it('a worker told to stop finishes its chunk and no more; another does the rest', async () => {
    await begin(SOME);
    const first = await system.startWorker();
    await itHasBegun();
    const asked = Date.now();
    await first.close();
    expect(Date.now() - asked).toBeLessThan(15_000);
    expect(await fired(system.databaseUrl)).toBeLessThan(SOME * RUNGS);
    const halves = await query(
      system.databaseUrl,
      `SELECT c.id FROM petition_case c JOIN case_event e ON e.case_id = c.id
       GROUP BY c.id HAVING count(*) <> c.revision OR max(e.seq) <> c.revision`,
    );
    expect(halves).toEqual([]);
    await system.startWorker();
    await expectEachOnce(SOME);
  });

  it.each(['SIGTERM', 'SIGKILL'] as const)(
    'the real process gets %s in the middle; another does the rest',
    async (signal) => {
      await begin(SOME);
      const first = await startProcess();
      await itHasBegun();
      const asked = Date.now();
      const gone = once(first, 'exit');
      first.kill(signal);
      expect(await gone).toEqual(signal === 'SIGTERM' ? [0, null] : [null, signal]);
      expect(Date.now() - asked).toBeLessThan(15_000);
      expect(await fired(system.databaseUrl)).toBeLessThan(SOME * RUNGS);
      await startProcess();
      await expectEachOnce(SOME);
    },
  );

  /** The worker as it is deployed. Built by the run's setup. */
  async function startProcess(): Promise<ChildProcess> {
    const redisUrl = backend.redisUrl();
    const env = {
      PATH: String(process.env.PATH),
      DATABASE_URL: system.databaseUrl,
      ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
      HUIYIN_CLOCK: 'virtual',
      HUIYIN_SWEEP_SECONDS: '1',
      WORKER_PORT: String(await freePort()),
      LOG_LEVEL: 'warn',
    };
    const program = fileURLToPath(new URL('../../apps/worker/dist/main.js', import.meta.url));
    const child = spawn(process.execPath, [program], { env, stdio: ['ignore', 'inherit', 'inherit'] });
    processes.push(child);
    return child;
  }
});
