// The order in which the system comes up, and the reverse in which it goes down.
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { allOrFault } from './all-or-fault.mjs';
import { embeddedDatabase, givenDatabase } from './database.mjs';
import { builtLibraries, checkedConfig } from './libraries.mjs';
import { watchParent } from './parent.mjs';
import { apiPort, workerPort } from './ports.mjs';
import { addressAt, reachRedis } from './reach.mjs';
import { Service } from './service.mjs';
import { readSettings } from './settings.mjs';
import { listenForStop } from './signals.mjs';
import { welcome } from './welcome.mjs';

/** @typedef {import('./database.mjs').Embedded & { services: Service[] }} Running what has to be stopped */

/** @param {string} message */
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
  /** @type {Running} */
  const running = { postgres: null, services: [], callOffGuard: () => {} };
  /** @type {Error | null} */
  let failure = null;
  try {
    await Promise.race([goUp(running, stop.asked), aborted(stop.forced)]);
    await aborted(stop.asked);
  } catch (error) {
    if (!stop.asked.aborted) failure = /** @type {Error} */ (error);
  }
  await goDown(running, stop.forced);
  if (failure) throw failure;
  if (stop.forced.aborted) process.exitCode = 130;
}

/**
 * @param {Running} running
 * @param {AbortSignal} signal
 */
async function goUp(running, signal) {
  const settings = readSettings(process.env);
  const [database, api, libraries] = await allOrFault([
    settings.databaseUrl ? givenDatabase(settings.databaseUrl, { say, signal }) : embeddedDatabase(running, say),
    apiPort(settings.port),
    builtLibraries(),
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
  const config = checkedConfig(libraries, env);
  const address = addressAt(config.host, api.port).replace('127.0.0.1', 'localhost');
  await running.postgres?.holdAs(`${address} (process ${process.pid})`);
  await libraries.platform.migrate(config);
  const demo = settings.demo ? await seeded(libraries.platform, config) : null;
  signal.throwIfAborted();

  running.services = await servicesOf(config, env, database.folder);
  await Promise.all(running.services.map((service) => service.start()));
  await allOrFault(running.services.map((service) => service.ready(signal)));
  signal.throwIfAborted();
  const seconds = process.uptime().toFixed(1);
  console.log(welcome({ address, seconds, demo, folder: database.folder, redis: Boolean(settings.redisUrl) }));
}

/**
 * PostgreSQL last: the others have work to write down.
 * @param {Running} running
 * @param {AbortSignal} forced
 */
async function goDown({ services, postgres, callOffGuard }, forced) {
  if (services.length > 0 || postgres) say('stopping (Ctrl-C again to force it)');
  const force = () => services.forEach((service) => void service.stop({ force: true }));
  if (forced.aborted) force();
  forced.addEventListener('abort', force);
  await Promise.all(services.map((service) => service.stop()));
  await postgres?.stop(forced.aborted ? 'immediate' : 'fast');
  callOffGuard();
  if (services.length > 0 || postgres) say('stopped');
}

/** @typedef {ReturnType<typeof checkedConfig>} Config */

/**
 * @param {import('./libraries.mjs').Platform} platform
 * @param {Config} config
 */
async function seeded({ seedDemo, DEMO_PASSWORD }, { databaseUrl, clock }) {
  const folder = new URL('../../examples/township/', import.meta.url);
  return { ...(await seedDemo({ databaseUrl, folder, clock })), password: DEMO_PASSWORD };
}

/**
 * @param {Config} config
 * @param {NodeJS.ProcessEnv} env
 * @param {string} folder
 */
async function servicesOf({ host, port, workerPort }, env, folder) {
  const logs = join(folder, 'log');
  await mkdir(logs, { recursive: true });
  /**
   * @param {string} name
   * @param {number} at its port
   */
  const service = (name, at) =>
    new Service({
      name,
      script: `apps/${name}/dist/main.js`,
      env,
      log: join(logs, `${name}.log`),
      readyUrl: `${addressAt(host, at)}/readyz`,
      say,
    });
  return [service('api', port), service('worker', workerPort)];
}

/** @param {AbortSignal} signal */
async function aborted(signal) {
  if (!signal.aborted) await once(signal, 'abort');
}
