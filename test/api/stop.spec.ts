// Whoever stops a program need not wait for those who are connected to it.
import { once } from 'node:events';
import { connect } from 'node:net';
import { startSystem } from '../support/system.ts';

/** A program promises to stop within this time. @unit milliseconds */
const PROMISED_MS = 10_000;

it('a connection on which nothing was ever asked holds up no stop', async () => {
  const system = await startSystem({ seed: false, workers: 1 });
  const urls = [system.url, String(await system.workers[0]?.getUrl())];
  const silent = urls.map((url) => connect(Number(new URL(url).port), '127.0.0.1').resume());
  await Promise.all(silent.map((socket) => once(socket, 'connect')));
  const ended = silent.map((socket) => once(socket, 'close'));
  const asked = Date.now();
  await Promise.all([system.stop(), ...ended]);
  expect(Date.now() - asked).toBeLessThan(PROMISED_MS);
});
