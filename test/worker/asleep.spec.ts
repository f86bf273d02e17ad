// All workers asleep for a month: nothing is lost, nothing is doubled, no history differs; it only comes late.
import { startSystem } from '../support/system.ts';
import { onBothBackends, startOn } from './backends.ts';
import { audit, carry, DAY_MS, fired, histories, inboxes, owed, PATH, query, setClock, until } from './world.ts';
import { copiesOf } from './copies.ts';

const MONTH_DAYS = 32;
const NIGHTS = 16;

let awakeUrl: string;
let started: number;

/** Thirty petitions, some at every step of the path. */
const copy = copiesOf(async (system) => {
  const { body } = await system.client.get('ll.xfb', '/v1/petitions?limit=100');
  const ids = (body.items as { id: string }[]).map(({ id }) => id);
  await Promise.all(ids.map((id, index) => carry(system.client, id, index % (PATH.length + 1))));
  started = await system.client.now();
});

/** A month with a worker that never slept. */
beforeAll(async () => {
  awakeUrl = await copy();
  const system = await startSystem({ databaseUrl: awakeUrl, seed: false });
  for (let night = 1; night <= NIGHTS; night++) {
    const { status } = await system.client.moveTo(started + (night * MONTH_DAYS * DAY_MS) / NIGHTS);
    expect(status).toBe(200);
  }
  await system.stop();
});

onBothBackends((backend) => {
  it('fires each deadline once, in order of due time, late; the queue forgetting all in the middle changes nothing', async () => {
    const databaseUrl = await copy();
    const woken = new Date(started + MONTH_DAYS * DAY_MS);
    await setClock(databaseUrl, woken);
    const system = await startOn(backend, { databaseUrl, workers: 0 });
    await backend.forget(databaseUrl);
    await system.startWorker();
    await until('the first have fired', async () => (await fired(databaseUrl)) > 0);
    await backend.forget(databaseUrl);
    await until('nothing is owed', async () => (await owed(databaseUrl, woken)) === 0);
    await system.stop();

    expect(await histories(databaseUrl)).toEqual(await histories(awakeUrl));
    expect(await inboxes(databaseUrl)).toEqual(await inboxes(awakeUrl));
    expect(await audit(databaseUrl)).toEqual([]);

    const lines = await query<{ at: Date; recorded_at: Date }>(
      databaseUrl,
      `SELECT at, recorded_at FROM case_event WHERE kind = 'timer' ORDER BY position`,
    );
    expect(lines.length).toBeGreaterThan(100);
    const dues = lines.map(({ at }) => at.getTime());
    expect(dues).toEqual([...dues].sort((a, b) => a - b));
    expect(lines.every(({ recorded_at }) => recorded_at.getTime() === woken.getTime())).toBe(true);
  });
});
