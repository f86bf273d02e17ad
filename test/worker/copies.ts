import { dropDatabase, ownDatabase } from '../support/own-database.ts';
import { startSystem } from '../support/system.ts';
import type { System } from '../support/system.ts';
import { twinOf } from './world.ts';

/**
 * A database with the township and what else is prepared, made once for a file; each call gives a copy of it.
 * @param prepare brings the petitions to where the tests begin
 */
export function copiesOf(prepare: (system: System) => Promise<void> = async () => undefined): () => Promise<string> {
  const urls: string[] = [];
  let original: string;
  beforeAll(async () => {
    original = (await ownDatabase()).url;
    urls.push(original);
    const system = await startSystem({ databaseUrl: original, workers: 0 });
    await prepare(system);
    await system.stop();
  });
  afterAll(async () => {
    for (const url of urls) await dropDatabase(url);
  });
  return async () => {
    const url = await twinOf(original);
    urls.push(url);
    return url;
  };
}
