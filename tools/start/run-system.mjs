// The order in which the system comes up, and the reverse in which it goes down.
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from '../build.mjs';
import { Fault } from '../fault.mjs';
import { startPostgres } from '../postgres.mjs';
import { dataFolder, dataFolders } from './data-folder.mjs';
import { guardPostgres } from './guard.mjs';
import { watchParent } from './parent.mjs';
import { apiPort, workerPort } from './ports.mjs';
import { addressAt, reachDatabase, reachRedis } from './reach.mjs';
import { Service } from './service.mjs';
import { readSettings } from './settings.mjs';
import { listenForStop } from './signals.mjs';
import { welcome } from './welcome.mjs';

const officeModule = new URL('../../libs/office/dist/index.js', import.meta.url).href;
const platformModule = new URL('../../libs/platform/dist/index.js', import.meta.url).href;

const say = (message) => console.log(`· ${message}`);

/** Brings everything up, keeps it up until it is told to stop, and takes everything down. */
export async function runSystem() {
  process.stdout.on('error', () => {}); // a closed terminal is no reason to leave without stopping what runs
  process.stderr.on('error', () => {});
  const stop = listenForStop();
  await watchParent(() => {
    say('the program that started this one is gone');
    stop.ask();
  });
  const running = { postgres: null, services: [], callOffGuard: () => {} };
  let failure = null;
  try {
    await Promise.race([goUp(running, stop.asked), aborted(stop.forced)]);
    await aborted(stop.asked);
  } catch (error) {
    if (!stop.asked.aborted) failure = error;
  }
  await goDown(running, stop.forced);
  if (failure) throw failure;
  if (stop.forced.aborted) process.exitCode = 130;
}

async function goUp(running, signal) {
  const settings = readSettings(process.env);
  const [database, api, [office, platform]] = await allOrFault([
    settings.databaseUrl ? givenDatabase(settings, signal) : embeddedDatabase(running),
    apiPort(settings.port),
    build().then(() => Promise.all([import(officeModule), import(platformModule)])),
    settings.redisUrl && reachRedis(settings.redisUrl),
  ]);
  signal.throwIfAborted();
  if (api.moved) say(`port 3000 is taken, so this is port ${api.port} (PORT=… chooses another)`);
  const env = {
    ...process.env,
    DATABASE_URL: database.url,
    HUIYIN_DATA_DIR: database.folder,
    ...(settings.demo && { HUIYIN_DEMO: '1' }),
    PORT: String(api.port),
    WORKER_PORT: String(await workerPort(settings.workerPort)),
  };
  const { host } = checkedConfig({ office, platform }, env);
  const address = addressAt(host, api.port).replace('127.0.0.1', 'localhost');
  await running.postgres?.holdAs(`${address} (process ${process.pid})`);
  await platform.migrate({ databaseUrl: database.url });
  const demo = settings.demo ? await platform.seedDemo(demoData(env)) : null;
  signal.throwIfAborted();

  running.services = await services(env, host);
  await Promise.all(running.services.map((service) => service.start()));
  await allOrFault(running.services.map((service) => service.ready(signal)));
  signal.throwIfAborted();
  const seconds = process.uptime().toFixed(1);
  console.log(welcome({ address, seconds, demo, folder: database.folder, redis: Boolean(settings.redisUrl) }));
}

/** PostgreSQL last: the others have work to write down. */
async function goDown({ services, postgres, callOffGuard }, forced) {
  if (services.length > 0 || postgres) say('stopping (Ctrl-C again to force it)');
  const force = () => services.forEach((service) => service.stop({ force: true }));
  if (forced.aborted) force();
  forced.addEventListener('abort', force);
  await Promise.all(services.map((service) => service.stop()));
  await postgres?.stop(forced.aborted ? 'immediate' : 'fast');
  callOffGuard();
  if (services.length > 0 || postgres) say('stopped');
}

async function givenDatabase({ databaseUrl }, signal) {
  await reachDatabase(databaseUrl, { seconds: 10, say, signal });
  const [folder] = dataFolders(process.env);
  return { url: databaseUrl, folder };
}

async function embeddedDatabase(running) {
  const { folder, moved } = await dataFolder(process.env);
  if (moved)
    say(`PostgreSQL does not run as root, and no other account may enter this repository: the data is in ${folder}`);
  running.callOffGuard = guardPostgres(folder);
  const postgres = await startPostgres({ folder, holder: `process ${process.pid}, still starting`, say });
  running.postgres = postgres;
  if (postgres.created) say(`created the database in ${postgres.folder}`);
  if (postgres.takenOver) say('PostgreSQL was running already on this folder, and is used as it is');
  await postgres.ensureDatabase('huiyin');
  return { url: postgres.url('huiyin'), folder };
}

/** The services would refuse the same, but into their logs. */
function checkedConfig({ office, platform }, env) {
  try {
    const config = platform.readConfig(env);
    office.readLaw(config.lawFolder);
    return config;
  } catch (error) {
    throw new Fault(error.message);
  }
}

const demoData = (env) => ({
  databaseUrl: env.DATABASE_URL,
  folder: new URL('../../examples/township/', import.meta.url),
  clock: env.HUIYIN_CLOCK || 'system',
});

async function services(env, host) {
  const logs = join(env.HUIYIN_DATA_DIR, 'log');
  await mkdir(logs, { recursive: true });
  const service = (name, port) =>
    new Service({
      name,
      script: `apps/${name}/dist/main.js`,
      env,
      log: join(logs, `${name}.log`),
      readyUrl: `${addressAt(host, port)}/readyz`,
      say,
    });
  return [service('api', env.PORT), service('worker', env.WORKER_PORT)];
}

/** Like Promise.all, but throws only when all have settled: what did start can then be stopped. Names every fault. */
async function allOrFault(promises) {
  const results = await Promise.allSettled(promises);
  const reasons = results.filter(({ status }) => status === 'rejected').map(({ reason }) => reason);
  if (reasons.length === 0) return results.map(({ value }) => value);
  throw (
    reasons.find((reason) => !(reason instanceof Fault)) ??
    new Fault(reasons.map(({ message }) => message).join('\n\n'))
  );
}

async function aborted(signal) {
  if (!signal.aborted) await once(signal, 'abort');
}
