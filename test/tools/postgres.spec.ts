// The embedded PostgreSQL for real: started, stopped, left behind, killed. One folder, carried from test to test.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres, type Postgres } from '../../tools/postgres.mjs';

const launcher = new URL('../../tools/postgres.mjs', import.meta.url).href;

let folder: string;
let postgres: Postgres;

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'huiyin-launcher-')));
  await chmod(folder, 0o755); // when root runs the tests, the server's own account has to get in
});

afterAll(async () => {
  await postgres.stop('immediate');
  await rm(folder, { recursive: true, force: true });
});

it('creates a cluster at the first start, with a password of its own that only its owner can read', async () => {
  postgres = await start();
  expect(postgres).toMatchObject({ created: true, takenOver: false });
  await postgres.ensureDatabase('huiyin');
  await postgres.ensureDatabase('huiyin');
  await query('CREATE TABLE note (text text)');
  await query("INSERT INTO note VALUES ('first')");

  const passwordFile = join(postgres.folder, 'password');
  expect((await stat(passwordFile)).mode & 0o777).toBe(0o600);
  expect(postgres.url('huiyin')).toContain(await readFile(passwordFile, 'utf8'));
  const wrong = new pg.Client(postgres.url('huiyin').replace(/:[^:@/]+@/, ':guessed@'));
  await expect(wrong.connect()).rejects.toThrow('password authentication failed');
});

it('listens on loopback only and sees Chinese characters', async () => {
  expect(await query('SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
  expect(await query('SHOW unix_socket_directories')).toEqual([{ unix_socket_directories: '' }]);
  await query('CREATE EXTENSION pg_trgm');
  expect(await query(`SELECT array_length(show_trgm('信访事项'), 1) AS trigrams`)).toEqual([{ trigrams: 5 }]);
});

it('refuses a second start on the same folder and names the first', async () => {
  await postgres.holdAs('http://localhost:4321 (process 1)');
  await expect(start()).rejects.toThrow(
    `running already with the data in ${folder}: http://localhost:4321 (process 1)`,
  );
  expect(await notes()).toEqual(['first']);
});

it('comes back on the same port when the server is killed under it', async () => {
  const back = new Promise<void>((resolve) => (onMessage = (message) => message.includes('is back') && resolve()));
  process.kill(await serverProcess(), 'SIGKILL');
  await back;
  expect(await notes()).toEqual(['first']);
  await expect(start()).rejects.toThrow('http://localhost:4321');
});

it('finds its data at the second start', async () => {
  await postgres.stop();
  await expect(notes()).rejects.toThrow('ECONNREFUSED');
  postgres = await start();
  expect(postgres).toMatchObject({ created: false, takenOver: false });
  expect(await notes()).toEqual(['first']);
  await postgres.stop();
});

it('takes over the server that a killed start left behind, and stops it like its own', async () => {
  const { port, pid } = await startElsewhere();
  process.kill(pid, 'SIGKILL');
  postgres = await start();
  expect(postgres).toMatchObject({ created: false, takenOver: true, port });
  expect(await notes()).toEqual(['first']);
  await postgres.stop();
  await expect(notes()).rejects.toThrow('ECONNREFUSED');
});

it('starts after everything was killed at once', async () => {
  const { pid } = await startElsewhere();
  process.kill(await serverProcess(), 'SIGKILL');
  process.kill(pid, 'SIGKILL');
  postgres = await start();
  expect(await notes()).toEqual(['first']);
  await postgres.stop();
});

it('is not held up by a lock file whose process number has gone to somebody else', async () => {
  const lines = [process.pid, '/elsewhere', 1, postgres.port, '', '127.0.0.1', '1 1', 'ready', ''];
  await writeFile(lockFile(), lines.join('\n'));
  postgres = await start();
  expect(await notes()).toEqual(['first']);
});

let onMessage: (message: string) => void = () => {};

const start = (): Promise<Postgres> => startPostgres({ folder, say: (message) => onMessage(message) });

/** Starts it in another process, which can then be killed. */
async function startElsewhere(): Promise<{ port: number; pid: number }> {
  const script = `const { startPostgres } = await import('${launcher}');
    console.log((await startPostgres({ folder: '${folder}' })).port);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = await once(child.stdout, 'data');
  return { port: Number(port), pid: Number(child.pid) };
}

const lockFile = (): string => join(folder, 'postgres', 'cluster', 'postmaster.pid');

const serverProcess = async (): Promise<number> => Number((await readFile(lockFile(), 'utf8')).split('\n')[0]);

const notes = async (): Promise<string[]> => (await query('SELECT text FROM note')).map(({ text }) => String(text));

async function query(statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(postgres.url('huiyin'));
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}
