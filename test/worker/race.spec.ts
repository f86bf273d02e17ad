// A reply races its own deadline. Whoever is first, the history is the same.
import type { System } from '../support/system.ts';
import { onBothBackends, startOn } from './backends.ts';
import { copiesOf } from './copies.ts';
import { carry, DAY_MS, owed, query, register, setClock, until } from './world.ts';

const copy = copiesOf();

onBothBackends((backend) => {
  let system: System;
  beforeAll(
    async () =>
      (system = await startOn(backend, {
        databaseUrl: await copy(),
        workers: 0,
      })),
  );
  afterAll(() => system.stop());

  it('the reply first, the deadline first, or both at once', async () => {
    const { client, databaseUrl } = system;
    const ids = await register(system.config, 12);
    await Promise.all(ids.map((id) => carry(client, id, 7)));
    const now = new Date((await client.now()) + 61 * DAY_MS); // the 60 days ended yesterday
    await setClock(databaseUrl, now);
    const approve = async (some: readonly string[]) => {
      const answers = await Promise.all(some.map((id) => client.send('ll.mayor', id, 'APPROVE_OPINION')));
      // The deadline may come in between reading and sending: then one looks again, as a browser would.
      const again = some.filter((_, index) => answers[index]?.status === 412);
      expect(answers.every(({ status }) => status === 200 || status === 412)).toBe(true);
      for (const id of again) expect((await client.send('ll.mayor', id, 'APPROVE_OPINION')).status).toBe(200);
    };
    await approve(ids.slice(0, 4));
    const atOnce = approve(ids.slice(4, 8));
    await system.startWorker();
    await atOnce;
    await until('nothing is owed', async () => (await owed(databaseUrl, now)) === 0);
    await approve(ids.slice(8));
    await until('nothing is owed', async () => (await owed(databaseUrl, now)) === 0);

    const lines = await query<{ case_id: string; line: unknown }>(
      databaseUrl,
      `SELECT case_id, json_build_array(seq, kind, event->'type', at, from_state, to_state, actions) AS line
       FROM case_event WHERE case_id = ANY($1) AND seq > 8 ORDER BY case_id, seq`,
      [ids],
    );
    const histories = ids.map((id) => lines.filter(({ case_id }) => case_id === id).map(({ line }) => line));
    expect(histories[0]?.length).toBeGreaterThan(4); // reminders, overdue, and the reply after it
    for (const history of histories) expect(history).toEqual(histories[0]);
  });
});
