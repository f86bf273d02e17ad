import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { Redis } from 'ioredis';
import { freePort } from '../../tools/free-port.mjs';

export interface OwnRedis {
  readonly url: string;
  /** Forgets everything at once. */
  flush(): Promise<void>;
  /** Ends the server without warning; what it knew is gone. Not on a server that was given to the run (REDIS_URL). */
  kill(): Promise<void>;
  /** After kill(): a new, empty server on the same address. */
  start(): Promise<void>;
  drop(): Promise<void>;
}

/** `describe`, where there is a Redis; where there is none, the suite is named loudly at the end of the run. */
export function describeWithRedis(name: string, suite: () => void): void {
  describeIf(!process.env.HUIYIN_NO_REDIS, name, suite);
}

/** The same for a suite that kills the server, which it may not do to one that was given to the run (REDIS_URL). */
export function describeWithOwnRedis(name: string, suite: () => void): void {
  describeIf(!process.env.HUIYIN_NO_REDIS && !process.env.HUIYIN_TEST_REDIS_URL, name, suite);
}

function describeIf(possible: boolean, name: string, suite: () => void): void {
  if (possible) return describe(name, suite);
  appendFileSync(String(process.env.HUIYIN_SKIPPED), `  ${expect.getState().testPath}: ${name}\n`);
  return describe.skip(name, suite);
}

/** A Redis for one suite alone: a server of its own or, on the server given in REDIS_URL, a numbered database. */
export async function ownRedis(): Promise<OwnRedis> {
  const given = process.env.HUIYIN_TEST_REDIS_URL;
  return given ? numberedDatabase(given) : ownServer();
}

async function ownServer(): Promise<OwnRedis> {
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let server = launch(port);
  const kill = async (): Promise<void> => {
    if (server.exitCode !== null) return;
    const gone = once(server, 'exit');
    server.stdin?.end();
    await gone;
  };
  const start = async (): Promise<void> => {
    server = launch(port);
    await once(server, 'spawn');
    await ask(url, (client) => client.ping());
  };
  await ask(url, (client) => client.ping());
  return { url, flush: () => ask(url, (client) => client.flushall()), kill, start, drop: kill };
}

/** The shell around it ends the server when our end of its input closes, so also when this process is killed. */
function launch(port: number): ChildProcess {
  const program = process.env.HUIYIN_REDIS_SERVER;
  if (!program) throw new Error('There is no redis-server: run the tests with npm test, and use describeWithRedis()');
  const settings = ['--bind', '127.0.0.1', '--port', String(port), '--save', '', '--dir', tmpdir()];
  const script = '"$@" & trap "kill -9 $!; wait" EXIT; read -r _';
  return spawn('sh', ['-c', script, 'sh', program, ...settings], { stdio: ['pipe', 'ignore', 'ignore'] });
}

/** Of the sixteen databases that a Redis has, number 0 counts who had the others. */
async function numberedDatabase(server: string): Promise<OwnRedis> {
  let turn = 0;
  await ask(server, async (client) => {
    turn = await client.incr('huiyin:test:databases');
  });
  const url = new URL(server);
  url.pathname = `/${1 + (turn % 15)}`;
  const flush = (): Promise<void> => ask(url.href, (client) => client.flushdb());
  const impossible = async (): Promise<void> => {
    throw new Error('The Redis of REDIS_URL is not ours to kill: unset REDIS_URL and put redis-server on PATH');
  };
  await flush();
  return { url: url.href, flush, kill: impossible, start: impossible, drop: flush };
}

/** Asks as soon as the server answers, for up to 5 s. */
async function ask(url: string, question: (client: Redis) => Promise<unknown>): Promise<void> {
  const client = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: (tries) => (tries > 250 ? null : 20) });
  client.on('error', () => {}); // told by the rejected question
  try {
    await question(client);
  } finally {
    client.disconnect();
  }
}
