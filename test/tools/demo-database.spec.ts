// Commands find the demo that is running, wherever `npm start` has put its data.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCommandConfig } from '@huiyin/platform';
import { databaseUrl } from '../../apps/cli/src/system/demo-database.ts';
import { dataFolders } from '../../tools/start/data-folder.mjs';

let repository: string;
let others: string;
beforeEach(async () => {
  [repository, others] = (await Promise.all(
    ['repository-', 'others-'].map((name) => mkdtemp(join(tmpdir(), `huiyin-${name}`))),
  )) as [string, string];
});
afterEach(() => Promise.all([repository, others].map((folder) => rm(folder, { recursive: true }))));

const asked = (env: Record<string, string> = {}) => databaseUrl(readCommandConfig(env), { repository, others });

/** As a server leaves it that runs as the given process. */
async function serverIn(folder: string, port: number, pid = process.pid): Promise<void> {
  const home = join(folder, 'postgres');
  await mkdir(join(home, 'cluster'), { recursive: true });
  await writeFile(join(home, 'password'), 'secret');
  const lock = [pid, join(home, 'cluster'), 0, port, '', '127.0.0.1', '', 'ready   '];
  await writeFile(join(home, 'cluster', 'postmaster.pid'), lock.join('\n'));
}

const at = (port: number) => `postgres://huiyin:secret@127.0.0.1:${port}/huiyin`;

it('is the one that is named', async () => {
  expect(await asked({ DATABASE_URL: 'postgres://a/b' })).toBe('postgres://a/b');
  await serverIn(join(repository, 'elsewhere'), 4001);
  expect(await asked({ HUIYIN_DATA_DIR: 'elsewhere' })).toBe(at(4001));
});

it('is in the repository where nothing is named, or named by an empty variable', async () => {
  await serverIn(join(repository, '.data'), 4002);
  expect(await asked()).toBe(at(4002));
  expect(await asked({ HUIYIN_DATA_DIR: '' })).toBe(at(4002));
});

it('is where root’s data had to go, though a server that is gone has left its lock in the repository', async () => {
  const [usual, moved = ''] = dataFolders({}, { repository, others });
  await serverIn(usual, 4003, 2 ** 22 + 1); // more than any process has for a number
  await serverIn(moved, 4004);
  expect(await asked()).toBe(at(4004));
});

it('is nowhere when none is running', async () => {
  await expect(asked()).rejects.toThrow(`No demo is running on ${join(repository, '.data')}`);
  await expect(asked({ HUIYIN_DATA_DIR: '/nowhere' })).rejects.toThrow('No demo is running on /nowhere.');
});
