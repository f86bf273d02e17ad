import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import pg from 'pg';
import { running } from './test-run.mjs';

export default async function tearDown() {
  await tellWhatDidNotRun();
  await Promise.all(running.splice(0).map(takeAway));
}

/** @param {import('./test-run.mjs').TestRun} run */
async function takeAway({ folder, keeper, serverUrl, template }) {
  if (keeper) {
    const gone = once(keeper, 'exit');
    keeper.stdin?.end();
    await gone;
  } else {
    await dropTemplate(serverUrl, template);
  }
  await rm(folder, { recursive: true, force: true });
}

async function tellWhatDidNotRun() {
  const skipped = await readFile(String(process.env.HUIYIN_SKIPPED), 'utf8').catch(() => '');
  if (!skipped) return;
  const rule = '!'.repeat(100);
  const remedy = 'Put redis-server on PATH and leave REDIS_URL unset.';
  console.error(
    `\n${rule}\nThese suites DID NOT RUN, because there is no Redis, or none of the run's own:\n${skipped}${remedy}\n${rule}`,
  );
}

/**
 * Only on a server that was given: one of our own goes as a whole.
 * @param {string} serverUrl
 * @param {string} template
 */
async function dropTemplate(serverUrl, template) {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`DROP DATABASE IF EXISTS ${template} WITH (FORCE)`);
  await client.end();
}
