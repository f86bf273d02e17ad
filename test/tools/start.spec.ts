// What `npm start` and `npm run migrate` say to somebody who has set something wrong: words, no stack trace.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../tools/free-port.mjs';
import { ownDatabase } from '../support/own-database.ts';
import { until } from '../worker/world.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const clean = { PATH: String(process.env.PATH), HUIYIN_DATA_DIR: tmpdir() };
const nowhere = 'postgres://nobody:secret@127.0.0.1:1/nothing';

const wrong: [string, string, Record<string, string>, RegExp][] = [
  ['demo mode in production', 'start', { NODE_ENV: 'production' }, /refuses NODE_ENV=production: set DATABASE_URL/],
  [
    'demo accounts on a production database',
    'start',
    { NODE_ENV: 'production', DATABASE_URL: nowhere, HUIYIN_DEMO: '1' },
    /refuses NODE_ENV=production: unset HUIYIN_DEMO/,
  ],
  ['every fault at once', 'start', { DATABASE_URL: 'x', PORT: '0x' }, /DATABASE_URL is not[^]*PORT is not a port/],
  ['no database to migrate', 'migrate', {}, /DATABASE_URL names the database to migrate, and is not set/],
];

it.each(wrong)('%s', async (_, tool, env, message) => {
  const { code, output } = await run(tool, env);
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
  const { code, output } = await run('start', given);
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

async function run(tool: string, env: Record<string, string>): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, [`tools/${tool}.mjs`], { cwd: root, env: { ...clean, ...env } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const [code] = await once(child, 'close');
  return { code, output };
}
