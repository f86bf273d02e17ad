// What the tests need around them, once for the whole run:
//   HUIYIN_TEST_SERVER_URL   a PostgreSQL server to create databases on (TEST_DATABASE_URL, else one of our own)
//   HUIYIN_TEST_TEMPLATE     a migrated database there, of which ownDatabase() makes copies
//   HUIYIN_TEST_REDIS_URL    REDIS_URL, if given: a server to throw away, everything in it may be deleted
//   HUIYIN_REDIS_SERVER      else the program of which ownRedis() starts one for each suite
//   HUIYIN_NO_REDIS          set when there is neither; HUIYIN_SKIPPED names the file that lists what did not run
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { build } from '../../tools/build.mjs';
import { findRedisServer } from './redis-server.mjs';
import { running } from './test-run.mjs';

const keeperScript = fileURLToPath(new URL('postgres-keeper.mjs', import.meta.url));

export default async function setUp() {
  const folder = await mkdtemp(join(tmpdir(), 'huiyin-test-'));
  await chmod(folder, 0o755); // root's PostgreSQL runs under another account, which has to get in
  const [server, platform] = await Promise.all([
    process.env.TEST_DATABASE_URL ? { url: process.env.TEST_DATABASE_URL, keeper: null } : startKeeper(folder),
    build().then(() => import('@huiyin/platform')),
    chooseRedis(folder),
  ]);
  const template = `huiyin_template_${randomBytes(4).toString('hex')}_test`;
  await createTemplate(server.url, template, platform.migrate);
  process.env.HUIYIN_TEST_SERVER_URL = server.url;
  process.env.HUIYIN_TEST_TEMPLATE = template;
  running.push({ folder, keeper: server.keeper, serverUrl: server.url, template });
}

/**
 * In a process group of its own, so that Ctrl-C ends the tests first.
 * @param {string} folder
 */
async function startKeeper(folder) {
  const keeper = spawn(process.execPath, [keeperScript, folder], {
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let answer = '';
  for await (const chunk of keeper.stdout) answer += String(chunk);
  /** @type {{ url: string, fault?: string }} */
  const { url, fault } = JSON.parse(answer || '{"fault":"PostgreSQL for the tests did not start"}');
  if (fault) throw new Error(fault);
  return { url, keeper };
}

/** @param {string} folder */
async function chooseRedis(folder) {
  if (process.env.REDIS_URL) {
    process.env.HUIYIN_TEST_REDIS_URL = process.env.REDIS_URL;
    return;
  }
  const program = await findRedisServer();
  if (program) {
    process.env.HUIYIN_REDIS_SERVER = program;
    return;
  }
  process.env.HUIYIN_NO_REDIS = '1';
  process.env.HUIYIN_SKIPPED = join(folder, 'skipped');
}

/**
 * @param {string} serverUrl
 * @param {string} name
 * @param {typeof import('@huiyin/platform').migrate} migrate
 */
async function createTemplate(serverUrl, name, migrate) {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  await migrate({ databaseUrl: url.href });
}
