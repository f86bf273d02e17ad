// The two ways into a case, as a run of them was recorded: how many files of ours each goes through, and that none is
// entered again from below. docs/paths.md draws them; `UPDATE_PATHS=1 npm test -- test/paths` writes it anew.
import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { ownDatabase } from '../support/own-database.ts';
import { describeWithRedis, ownRedis } from '../support/redis.ts';
import { drawn } from './drawn.ts';
import { reached, room } from './reached.ts';
import type { Path, Recorded } from './reached.ts';

/** The most files that a way may go through. */
const MOST = { act: 15, timer: 12 };

/** What a lower room calls of a higher one: functions that it was given when it was made. */
const PORTS = [
  'libs/office/src/access/visibility.ts',
  'libs/office/src/read/petitions.ts', // how a group of petitions is read
  'libs/platform/src/data/heard-client.ts',
  'libs/platform/src/log/logger.ts', // runs what it is given, with the job's number in each line of the log
];
const HEIGHT = ['libs/domain', 'libs/workflow', 'libs/office', 'libs/platform', 'apps/api', 'apps/worker'];

const page = new URL('../../docs/paths.md', import.meta.url);
describeWithRedis('the two ways into a case', () => {
  let paths: Recorded;

  beforeAll(async () => {
    const [database, redis] = [await ownDatabase(), await ownRedis()];
    const [hook, program] = ['hook.mjs', 'record.mjs'].map((name) => fileURLToPath(new URL(name, import.meta.url)));
    const args = ['--no-warnings', '--import', hook ?? '', program ?? '', database.url, redis.url];
    const child = spawn(process.execPath, args, {
      env: { ...process.env, NODE_OPTIONS: '' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    paths = JSON.parse(await text(child.stdout)) as Recorded;
    await Promise.all([database.drop(), redis.drop()]);
  });

  const all = (): [string, Path][] => [...Object.entries(paths.events), ['timers', paths.timers]];

  it('an act goes through few files from its controller to SQL and back', () => {
    for (const [type, path] of Object.entries(paths.events)) {
      expect({ type, files: reached(path).files.length > MOST.act }).toEqual({ type, files: false });
    }
  });

  it('a timer goes through few files from its queue to SQL and back', () => {
    expect(reached(paths.timers).files.length).toBeLessThanOrEqual(MOST.timer);
  });

  it('both go down through the rooms, but for the functions that a lower one was given', () => {
    for (const [name, path] of all()) {
      const climbing = reached(path).edges.filter(
        ([from, to]) => HEIGHT.indexOf(room(to)) > HEIGHT.indexOf(room(from)) && !PORTS.includes(to),
      );
      expect([name, climbing.filter(([from]) => !PORTS.includes(from))]).toEqual([name, []]);
    }
  });

  it('docs/paths.md draws them as they are', async () => {
    const now = drawn(paths);
    if (process.env['UPDATE_PATHS']) await writeFile(page, now);
    expect(await readFile(page, 'utf8')).toBe(now);
  });
});
