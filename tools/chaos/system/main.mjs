// A process of its own that keeps the whole system alive: PostgreSQL, Redis, the APIs and the workers. It starts again
// what has died and tells who lives under which number. When the channel to it closes, for whatever reason, it ends
// everything and removes the folder: nothing is left behind, kill -9 of the run included.
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { explain } from '../../fault.mjs';
import { freePort } from '../../free-port.mjs';
import { startPostgres } from '../../postgres.mjs';
import { familyOf, signal } from './family.mjs';
import { Kept } from './kept.mjs';
import { giveAddresses, openPostOffice } from './post-office.mjs';
import { postmasterOf } from './postmaster.mjs';
import { redisOf, serviceOf } from './programs.mjs';

const { folder, backend, apis, workers, keep } = JSON.parse(process.argv[2]);
const tell = (message) => process.connected && process.send(message);
const kept = new Map();
let postgres = null;

process.once('disconnect', () => void finish());
process.on('message', ({ stop }) => kept.get(stop)?.stop());
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => {}); // whoever started it says when

try {
  tell({ event: 'started', ...(await start()) });
} catch (error) {
  tell({ event: 'fault', message: explain(error) });
}

async function start() {
  const log = join(folder, 'log');
  await mkdir(log, { recursive: true });
  postgres = await startPostgres({ folder, holder: `chaos, process ${process.pid}`, say: tellOfPostgres });
  await postgres.ensureDatabase('huiyin');
  const databaseUrl = postgres.url('huiyin');
  const { migrate, seedDemo } = await import('../../../libs/platform/dist/index.js');
  await migrate({ databaseUrl });
  await seedDemo({ databaseUrl, folder: new URL('../../../examples/township/', import.meta.url), clock: 'virtual' });
  await giveAddresses(databaseUrl);
  tell({ event: 'ready', name: 'postgres', pid: await postmasterOf(postgres.folder) });

  const letters = join(folder, 'letters.jsonl');
  const postOffice = await openPostOffice(letters);
  const redis = backend === 'redis' ? await redisOf(folder, await freePort()) : null;
  const servers = { databaseUrl, redisUrl: redis?.url, smtpUrl: postOffice.url };
  const services = [];
  for (let n = 1; n <= apis; n++) services.push(serviceOf('api', n, await freePort(), servers));
  for (let n = 1; n <= workers; n++) services.push(serviceOf('worker', n, await freePort(), servers));
  for (const what of [...(redis ? [redis] : []), ...services]) {
    const one = new Kept({ ...what, log: join(log, `${what.name}.log`) }, tell);
    kept.set(what.name, one);
    void one.keep();
  }
  const urls = Object.fromEntries(services.map(({ name, port }) => [name, `http://127.0.0.1:${port}`]));
  return { ...servers, letters, postgresFolder: postgres.folder, urls };
}

function tellOfPostgres(text) {
  if (text === 'PostgreSQL is back') {
    void postmasterOf(postgres.folder).then((pid) => tell({ event: 'ready', name: 'postgres', pid }));
  } else if (text.startsWith('PostgreSQL is gone')) {
    tell({ event: 'down', name: 'postgres', pid: null, wasReady: true, code: null, by: null, words: [] });
  } else {
    tell({ event: 'noted', name: 'postgres', text, line: text });
  }
}

async function finish() {
  for (const one of kept.values()) one.end();
  const postmaster = postgres && (await postmasterOf(postgres.folder));
  if (postmaster) for (const pid of await familyOf(postmaster)) signal(pid, 'SIGCONT'); // it may have been paused
  await postgres?.stop('immediate').catch((error) => console.error(explain(error)));
  if (keep) console.log(`· kept: ${folder}`);
  else await rm(folder, { recursive: true, force: true });
  process.exit();
}
