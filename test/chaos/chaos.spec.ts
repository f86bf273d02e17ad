// A short run of `npm run chaos`, in a process of its own as always: see docs/reliability.md.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describeWithRedis } from '../support/redis.ts';

const program = fileURLToPath(new URL('../../tools/run.mjs', import.meta.url));
const SECONDS = 12;
/** What it takes on a machine that is busy with something else: the run itself waits long for everything to come up. */
const PATIENCE_MS = 400_000;

let folder: string;
let child: ChildProcess | undefined;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'huiyin-chaos-test-'))));
afterEach(async () => {
  // The run ends everything it started when the channel to it closes.
  if (child?.connected) {
    const gone = once(child, 'exit');
    child.disconnect();
    await gone;
  }
  await rm(folder, { recursive: true, force: true });
});

interface Result {
  readonly hand: { readonly kills: Record<string, number> };
  readonly counts: Record<string, number>;
  readonly violations: string[];
}

async function run(backend: string): Promise<Result> {
  const file = join(folder, 'result.json');
  const options = `--seconds ${SECONDS} --seed 2 --backend ${backend} --clients 4`;
  const args = ['labs/chaos', ...options.split(' '), '--json', file];
  child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
  const [code] = await once(child, 'close');
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) throw new Error(`the run ended with ${code}:\n${output}`);
  const [result] = JSON.parse(text) as Result[];
  return result as Result;
}

async function expectNothingLost(backend: string): Promise<void> {
  const { hand, counts, violations } = await run(backend);
  expect(violations).toEqual([]);
  expect(Object.values(hand.kills).reduce((sum, n) => sum + n, 0)).toBeGreaterThan(0);
  expect(counts['steps acknowledged']).toBeGreaterThan(0);
}

it('queue on PostgreSQL: nothing lost, nothing twice', () => expectNothingLost('postgres'), PATIENCE_MS);

// A Redis that was given to the run is not ours to kill, but this one is a server of the run's own.
const describeWithServer = process.env.HUIYIN_TEST_REDIS_URL ? describe.skip : describeWithRedis;
describeWithServer('with Redis', () => {
  it('queue on Redis: nothing lost, nothing twice', () => expectNothingLost('redis'), PATIENCE_MS);
});
