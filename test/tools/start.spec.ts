// What `npm start` says to somebody who has set something wrong: words, no stack trace.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../tools/free-port.mjs';
import { ownDatabase } from '../support/own-database.ts';
import { until } from '../worker/world.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const clean = { PATH: String(process.env.PATH), HUIYIN_DATA_DIR: tmpdir() };
const nowhere = 'postgres://nobody:secret@127.0.0.1:1/nothing';

const wrong: [string, Record<string, string>, RegExp][] = [
  ['demo mode in production', { NODE_ENV: 'production' }, /refuses NODE_ENV=production: set DATABASE_URL/],
  [
    'demo accounts on a production database',
    { NODE_ENV: 'production', DATABASE_URL: nowhere, HUIYIN_DEMO: '1' },
    /refuses NODE_ENV=production: unset HUIYIN_DEMO/,
  ],
  ['every fault at once', { DATABASE_URL: 'x', PORT: '0x' }, /DATABASE_URL is not[^]*PORT is not a port/],
];

it.each(wrong)('%s', async (_, env, message) => {
  const { code, output } = await start(env);
  expect(output).toMatch(message);
  expect(output).not.toMatch(/^\s+at /m);
  expect(output).not.toContain('secret');
  expect(code).toBe(1);
});

it('a port that is asked for and taken', async () => {
  const other = createServer().listen(0);
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const given = { DATABASE_URL: String(process.env.HUIYIN_TEST_SERVER_URL), PORT: String(port) };
  const { code, output } = await start(given);
  expect(output).toMatch(new RegExp(`Port ${port} \\(PORT\\) is taken. Choose another, say PORT=\\d+`));
  expect(code).toBe(1);
  other.close();
});

it('ports that browsers refuse to talk to', async () => {
  const database = await ownDatabase();
  const env = { ...clean, DATABASE_URL: database.url, PORT: '6000', WORKER_PORT: '6566' };
  const child = spawn(process.execPath, ['tools/start.mjs'], { cwd: root, env });
  const gone = once(child, 'close');
  let output = '';
  for await (const chunk of child.stdout) {
    output += chunk;
    if (output.includes('is ready')) child.kill('SIGTERM');
  }
  expect(output).toContain('http://localhost:6000');
  expect(await gone).toEqual([0, null]);
  await database.drop();
});

it.each(['api', 'worker'])('the demo’s %s listens to this machine alone', async (name) => {
  const database = await ownDatabase();
  const port = String(await freePort());
  const env = { ...clean, DATABASE_URL: database.url, HUIYIN_DEMO: '1', PORT: port, WORKER_PORT: port };
  const child = spawn(process.execPath, [`apps/${name}/dist/main.js`], { cwd: root, env });
  const gone = once(child, 'close');
  const answers = (host: string) =>
    fetch(`http://${host}:${port}/livez`).then(
      ({ ok }) => ok,
      () => false,
    );
  await until('it answers', () => answers('127.0.0.1'));
  // Linux has many addresses for this machine; a server that listens everywhere answers at each.
  expect(await answers('127.0.0.2')).toBe(false);
  child.kill('SIGTERM');
  await gone;
  await database.drop();
});

describe('killed outright, it leaves nothing running:', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'huiyin-start-'));
    await chmod(folder, 0o755); // root's PostgreSQL runs under another account, which has to get in
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each([
    ['npm', 'npm', ['start'], /the program that started this one is gone[^]*stopped/],
    ['npm start itself', process.execPath, ['tools/start.mjs'], /is ready/],
  ])('%s', async (_, program, args, lastWords) => {
    const ports = [await freePort(), await freePort()];
    const [PORT, WORKER_PORT] = ports.map(String) as [string, string];
    const env = { ...clean, HOME: String(process.env.HOME), HUIYIN_DATA_DIR: folder, PORT, WORKER_PORT };
    const child = spawn(program, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
    const gone = once(child.stdout, 'end'); // when everybody who could write to it is gone
    const said = await saidUntil(child, 'is ready', () => child.kill('SIGKILL'));
    await gone;
    expect(said()).toMatch(lastWords);
    const lockFile = join(folder, 'postgres', 'cluster', 'postmaster.pid');
    await until('PostgreSQL is stopped', () => !existsSync(lockFile));
    await until('nobody listens', async () => (await Promise.all(ports.map(listens))).every((is) => !is));
  });
});

const watched = `const { watchedParents } = await import('${root}tools/start/parent.mjs');
  process.stdout.write(JSON.stringify((await watchedParents()).map(({ parent }) => parent)))`;
const node = `"${process.execPath}" --input-type=module -e "$PROGRAM"`;

it.each([
  ['a shell that leaves it running', `nohup ${node} & wait`, {}, () => []],
  ['a shell, with its input closed', `${node} <&-; true`, {}, () => []],
  [
    'a shell of npm’s',
    `${node}; true`,
    { npm_lifecycle_script: 'node tools/start.mjs' },
    (shell: number) => [shell, process.pid],
  ],
  ['another program', `exec ${node}`, {}, () => [process.pid]],
])('whom a start watches that was started by %s', async (_, script, env, expected) => {
  const child = spawn('sh', ['-c', script], { env: { ...clean, PROGRAM: watched, ...env } });
  const [answer] = await Promise.all([text(child.stdout), once(child, 'close')]);
  expect(JSON.parse(answer)).toEqual(expected(Number(child.pid)));
});

it('a start whose parent is gone before it looks has nobody to watch', async () => {
  const script = `(${node} & ) `;
  const child = spawn('sh', ['-c', script], { env: { ...clean, PROGRAM: watched } });
  expect(JSON.parse(await text(child.stdout))).toEqual([]);
});

/** Reads what a program says, and does something once it has said the words. @returns what it has said so far */
async function saidUntil(child: ChildProcess, words: string, act: () => void): Promise<() => string> {
  let output = '';
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (chunk) => {
      const before = output.includes(words);
      output += chunk;
      if (before || !output.includes(words)) return;
      act();
      resolve();
    });
    child.stdout?.once('end', () => reject(new Error(output)));
  });
  return () => output;
}

async function listens(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/livez`).then(
    () => true,
    () => false,
  );
}

async function start(env: Record<string, string>): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, ['tools/start.mjs'], { cwd: root, env: { ...clean, ...env } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const [code] = await once(child, 'close');
  return { code, output };
}
