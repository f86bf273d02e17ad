// A petition whose step cannot be taken is set aside: said aloud, and no burden to the others.
import { Writable } from 'node:stream';
import { PETITION } from '@huiyin/workflow';
import { pino } from 'pino';
import { createWorker } from '../../apps/worker/src/worker.ts';
import type { System } from '../support/system.ts';
import { onBothBackends, startOn } from './backends.ts';
import { copiesOf } from './copies.ts';
import { DAY_MS, query, register, until } from './world.ts';

const copy = copiesOf();

/** What is registered by it has gone through its whole ladder by now: three reminders, the due day, three levels, one repeat. */
const A_MONTH_AGO = { now: () => Date.now() - 30 * DAY_MS };
const LADDER = 8;

onBothBackends((backend) => {
  let system: System;
  let worker: Awaited<ReturnType<typeof createWorker>>;
  const lines: Record<string, unknown>[] = [];
  beforeAll(async () => {
    system = await startOn(backend, {
      databaseUrl: await copy(),
      clock: 'system',
      workers: 0,
      env: { HUIYIN_SWEEP_SECONDS: '0.3' },
    });
    const log = new Writable({
      write(chunk: Buffer, _encoding, done) {
        lines.push(JSON.parse(chunk.toString()));
        done();
      },
    });
    worker = await createWorker(system.config, pino({ level: 'warn' }, log));
  });
  afterAll(async () => {
    await worker.close();
    await system.stop();
  });

  it('the others fire; it is named in the log and counted; mended, it fires too', async () => {
    const ids = await register(system.config, 5, {}, A_MONTH_AGO);
    const [broken = '', ...sound] = ids;
    await query(system.databaseUrl, 'UPDATE petition_case SET machine_version = 99 WHERE id = $1', [broken]);
    await worker.listen(0, '127.0.0.1');
    const fired = (some: string[]) =>
      query(system.databaseUrl, `SELECT 1 FROM case_event WHERE kind = 'timer' AND case_id = ANY($1)`, [some]);
    await until('the others have fired', async () => (await fired(sound)).length === LADDER * sound.length);
    await until('it is named', () => lines.some((line) => line['caseId'] === broken));
    const line = lines.find(({ caseId }) => caseId === broken);
    expect(line).toMatchObject({
      msg: 'case set aside',
      level: 50,
      err: { message: expect.stringContaining('petition@99') },
    });
    const metrics = async () => (await fetch(`${await worker.getUrl()}/metrics`)).text();
    expect(await metrics()).toMatch(/^huiyin_cases_set_aside 1$/m);
    const readiness = await (await fetch(`${await worker.getUrl()}/readyz`)).json();
    expect(readiness).toMatchObject({ status: 'degraded', checks: { timers: { ok: false } } });
    expect(await fired([broken])).toEqual([]);

    // A second petition comes and fires while the broken one waits.
    const [another = ''] = await register(system.config, 1, {}, A_MONTH_AGO);
    await until('the newcomer has fired', async () => (await fired([another])).length === LADDER);
    expect(lines.filter(({ caseId }) => caseId === broken)).toHaveLength(1);

    await query(system.databaseUrl, 'UPDATE petition_case SET machine_version = $2, retry_at = now() WHERE id = $1', [
      broken,
      PETITION.version,
    ]);
    await until('it has fired', async () => (await fired([broken])).length === LADDER);
    expect(await metrics()).toMatch(/^huiyin_cases_set_aside 0$/m);
  });
});
