// Redis is only the doorbell: with it dead, everything works, a sweep later; and nobody waits for it.
import { DOORBELL } from '@huiyin/platform';
import type { Doorbell } from '@huiyin/platform';
import { lawOfToday } from '../support/notices.ts';
import { describeWithOwnRedis, ownRedis } from '../support/redis.ts';
import type { OwnRedis } from '../support/redis.ts';
import { startSystem } from '../support/system.ts';
import type { System } from '../support/system.ts';
import { copiesOf } from './copies.ts';
import { daysAgo, FORM, query, until } from './world.ts';

const copy = copiesOf();

describeWithOwnRedis('Redis dies', () => {
  let redis: OwnRedis;
  let system: System;
  let law: Awaited<ReturnType<typeof lawOfToday>>;
  beforeAll(async () => (law = await lawOfToday()));
  afterAll(() => law.remove());
  beforeEach(async () => (redis = await ownRedis()));
  afterEach(async () => {
    await system.stop();
    await redis.drop();
  });
  const start = async (sweepSeconds: string): Promise<void> => {
    system = await startSystem({
      redisUrl: redis.url,
      clock: 'system',
      seed: false,
      databaseUrl: await copy(),
      env: { HUIYIN_SWEEP_SECONDS: sweepSeconds, HUIYIN_LAW: law.path },
    });
    await system.client.get('ll.xfb', '/v1/petitions'); // logged in
    await until('it is ready', async () => (await readiness()) === 'ok');
  };
  const readiness = async (): Promise<string> => (await system.client.get(null, '/readyz')).body.status;
  let requests = 0;
  const registerOverdue = async (): Promise<string> => {
    const headers = { 'idempotency-key': `request-${++requests}` };
    const body = { ...FORM, receivedOn: daysAgo(30) };
    const answer = await system.client.call('ll.xfb', 'POST', '/v1/petitions', { body, headers });
    expect(answer.status).toBe(201);
    return answer.body.id;
  };
  const alerted = async (id: string): Promise<boolean> =>
    (await query(system.databaseUrl, 'SELECT 1 FROM alert WHERE case_id = $1', [id])).length >= 4;

  it('requests are answered without it, the sweep fires what is due, a worker can start and stop', async () => {
    await start('0.5');
    await redis.kill();
    const ids: string[] = [];
    for (let n = 0; n < 10; n++) {
      ids.push(await registerOverdue());
      expect(
        (await system.client.send('ll.xfb', ids[n] ?? '', 'REQUEST_SUPPLEMENT', { items: ['身份证明'] })).status,
      ).toBeLessThan(500);
    }
    for (const id of ids) await until('the alerts are in the inbox', () => alerted(id));
    await until('it says so', async () => (await readiness()) === 'degraded');

    // Every ring is given up; one that was kept for later would wait here until Redis is back, which it is not.
    const doorbell = system.api.get<Doorbell>(DOORBELL);
    await Promise.all(Array.from({ length: 2000 }, () => doorbell.ring('timers', 0)));

    const late = await system.startWorker();
    const id = await registerOverdue();
    await until('the alerts are in the inbox', () => alerted(id));
    await late.close(); // without waiting for Redis either
    await redis.start(); // so that the rest stops sooner
  });

  it('the doorbell is heard again when Redis is back, empty', async () => {
    await start('3600');
    await redis.kill();
    const unheard = await registerOverdue();
    await redis.start();
    await until('it is ready', async () => (await readiness()) === 'ok');
    // Not asked of the newest one: its alert may be on its way, and the one after it is not there yet either.
    await until('the next ring is heard, and fires what was missed too', async () => {
      await registerOverdue();
      return alerted(unheard);
    });
    const id = await registerOverdue();
    await until('the doorbell is heard as before', () => alerted(id));
  });
});
