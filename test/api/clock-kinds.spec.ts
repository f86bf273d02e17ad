import { startSystem } from '../support/system.ts';

it('does not live again what a virtual clock has been through', async () => {
  const ahead = await startSystem({ workers: 0 });
  try {
    await ahead.client.get('admin', '/v1/clock');
    const { databaseUrl } = ahead;
    const still = await startSystem({ workers: 0, seed: false, databaseUrl, clock: 'system' });
    await still.stop();
    const moved = await startSystem({ workers: 1, seed: false, databaseUrl });
    await moved.client.moveBy(40);
    await moved.stop();
    await expect(startSystem({ workers: 0, seed: false, databaseUrl, clock: 'system' })).rejects.toThrow(
      /virtual clock until .*HUIYIN_CLOCK=virtual/,
    );
  } finally {
    await ahead.stop();
  }
});
