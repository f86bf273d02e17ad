// A process of its own that keeps the whole system alive: PostgreSQL, Redis, the APIs and the workers. It starts again
// what has died and tells who lives under which number. When the channel to it closes, for whatever reason, it ends
// everything and removes the folder: nothing is left behind, kill -9 of the run included.
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { TOWNSHIP } from '@huiyin/lab-kit';
import { migrate, seedDemo } from '@huiyin/platform';
import { explain } from '@huiyin/tools/fault';
import { freePort } from '@huiyin/tools/free-port';
import { startPostgres } from '@huiyin/tools/postgres';
import { familyOf, signal } from './family.ts';
import { Kept } from './kept.ts';
import type { Addresses, KeeperOptions, StopOrder, Told } from './messages.ts';
import { giveAddresses, openPostOffice } from './post-office.ts';
import { postmasterOf } from './postmaster.ts';
import { redisOf, serviceOf } from './programs.ts';
import type { Program } from './programs.ts';

type Postgres = Awaited<ReturnType<typeof startPostgres>>;

const options = JSON.parse(String(process.argv[2])) as KeeperOptions;
const kept = new Map<string, Kept>();
let postgres: Postgres | null = null;

process.once('disconnect', () => void finish());
process.on('message', ({ stop }: StopOrder) => kept.get(stop)?.stop());
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => {}); // whoever started it says when

try {
  tell({ event: 'started', ...(await start(options)) });
} catch (error) {
  tell({ event: 'fault', message: explain(error) });
}

function tell(message: Told): void {
  if (process.connected) process.send?.(message);
}

async function start({ folder, backend, apis, workers }: KeeperOptions): Promise<Addresses> {
  const logs = join(folder, 'log');
  await mkdir(logs, { recursive: true });
  const { databaseUrl, postgresFolder } = await startDatabase(folder);
  const letters = join(folder, 'letters.jsonl');
  const smtpUrl = await openPostOffice(letters);
  const redis = backend === 'redis' ? await redisOf(folder, await freePort()) : null;
  const servers = { databaseUrl, redisUrl: redis?.url, smtpUrl };
  const services: Program[] = [];
  for (let n = 1; n <= apis; n++) services.push(serviceOf('api', n, await freePort(), servers));
  for (let n = 1; n <= workers; n++) services.push(serviceOf('worker', n, await freePort(), servers));
  for (const program of [...(redis ? [redis] : []), ...services]) {
    const one = new Kept(program, join(logs, `${program.name}.log`), tell);
    kept.set(program.name, one);
    void one.keep();
  }
  const urls = Object.fromEntries(services.map(({ name, port }) => [name, `http://127.0.0.1:${port}`]));
  return { databaseUrl, ...(redis && { redisUrl: redis.url }), letters, postgresFolder, urls };
}

/** PostgreSQL with the made-up township, on a clock that can be moved. */
async function startDatabase(folder: string) {
  const holder = `chaos, process ${process.pid}`;
  const server = await startPostgres({ folder, holder, say: (text) => tellOfPostgres(text) });
  postgres = server;
  await server.ensureDatabase('huiyin');
  const databaseUrl = server.url('huiyin');
  await migrate({ databaseUrl });
  await seedDemo({ databaseUrl, folder: TOWNSHIP, clock: 'virtual' });
  await giveAddresses(databaseUrl);
  await tellThatPostgresIsReady(server);
  return { databaseUrl, postgresFolder: server.folder };
}

async function tellThatPostgresIsReady({ folder }: Postgres): Promise<void> {
  tell({ event: 'ready', name: 'postgres', pid: await postmasterOf(folder) });
}

function tellOfPostgres(text: string): void {
  const name = 'postgres';
  if (text === 'PostgreSQL is back') {
    if (postgres) void tellThatPostgresIsReady(postgres);
  } else if (text.startsWith('PostgreSQL is gone')) {
    tell({ event: 'down', name, pid: null, wasReady: true, code: null, by: null, words: [] });
  } else {
    tell({ event: 'noted', name, text, line: text });
  }
}

async function finish(): Promise<void> {
  for (const one of kept.values()) one.end();
  const postmaster = postgres && (await postmasterOf(postgres.folder));
  if (postmaster) for (const pid of await familyOf(postmaster)) signal(pid, 'SIGCONT'); // it may have been paused
  await postgres?.stop('immediate').catch((error) => process.stderr.write(`${explain(error)}\n`));
  if (options.keep) process.stdout.write(`· kept: ${options.folder}\n`);
  else await rm(options.folder, { recursive: true, force: true });
  process.exit();
}
