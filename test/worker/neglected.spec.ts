// Nobody does anything for three years: the workers announce all of it, and the clock can be moved that far at once.
import { startSystem } from '../support/system.ts';
import { audit, carry, DAY_MS, fired, owed } from './world.ts';

it('moves the clock three years ahead, fires all that falls due, and hears people afterwards', async () => {
  const system = await startSystem();
  try {
    const { body } = await system.client.get('ll.xfb', '/v1/petitions?limit=1');
    const [{ id }] = body.items as [{ id: string }];
    await carry(system.client, id, 1);
    for (const [user, type, data] of BURDENS) {
      expect(await system.client.send(user, id, type, data)).toMatchObject({ status: 200 });
    }
    const later = (await system.client.now()) + 3 * 365 * DAY_MS;
    expect(await system.client.moveTo(later)).toMatchObject({ status: 200 });
    expect(await owed(system.databaseUrl, new Date(later))).toBe(0);
    expect(await fired(system.databaseUrl)).toBeGreaterThan(30 * 150);
    expect(await system.client.send('ll.hbz', id, 'HEAR', { summary: '三年后补听陈述' })).toMatchObject({
      status: 200,
    });
    expect(await audit(system.databaseUrl)).toEqual([]);
  } finally {
    await system.stop();
  }
});

/** What makes four ladders repeat week by week: a report is owed, a co-handler's part, and an answer to a recommendation. */
const BURDENS = [
  ['ll.xfb', 'TRANSFER', { unit: 'ys-qh-ll-hbz', mode: '交办' }],
  ['ll.hbz', 'GIVE_NOTICE', {}],
  ['ll.xfb', 'ADD_PARTY', { unit: 'ys-qh-ll-rsz' }],
  ['qh.director', 'RECOMMEND', { kind: 'improve', to: 'ys-qh-ll-nyb', text: '尽快办理' }],
] as const;
