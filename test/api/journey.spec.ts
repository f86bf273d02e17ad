import { startSystem } from '../support/system.ts';
import type { System } from '../support/system.ts';

let system: System;
beforeAll(async () => (system = await startSystem()));
afterAll(() => system.stop());

it('lists the thirty petitions of the demo township', async () => {
  const { status, body } = await system.client.get('ll.xfb', '/v1/petitions?limit=100');
  expect(status).toBe(200);
  expect(body.items).toHaveLength(30);
  expect(body.next).toBeNull();
});
