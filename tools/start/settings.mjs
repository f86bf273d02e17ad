// What `npm start` has to know before anything is built. The rest of the environment is checked by libs/platform.
import { Fault } from '../fault.mjs';

/**
 * @typedef {object} Settings
 * @property {boolean} demo
 * @property {string | undefined} databaseUrl
 * @property {string | undefined} redisUrl
 * @property {number | undefined} port
 * @property {number | undefined} workerPort
 */

/** @typedef {Readonly<NodeJS.ProcessEnv>} Env */

/**
 * @param {Env} env
 * @returns {Settings}
 * @throws Fault, which names everything that is wrong at once
 */
export function readSettings(env) {
  /** @type {string[]} */
  const faults = [];
  const settings = {
    demo: !env.DATABASE_URL || ['1', 'true'].includes(env.HUIYIN_DEMO ?? ''),
    databaseUrl: serverUrl(env, 'DATABASE_URL', ['postgres:', 'postgresql:'], faults),
    redisUrl: serverUrl(env, 'REDIS_URL', ['redis:', 'rediss:'], faults),
    port: portNumber(env, 'PORT', faults),
    workerPort: portNumber(env, 'WORKER_PORT', faults),
  };
  if (settings.demo && env.NODE_ENV === 'production') faults.push(demoInProduction(env));
  if (faults.length > 0) throw new Fault(faults.join('\n'));
  return settings;
}

/**
 * @param {Env} env
 * @param {string} name
 * @param {readonly string[]} protocols the first is named as an example
 * @param {string[]} faults to add to
 */
function serverUrl(env, name, protocols, faults) {
  const value = env[name] === '' ? undefined : env[name];
  if (value !== undefined && !protocols.includes(protocolOf(value) ?? '')) {
    faults.push(`${name} is not an address like ${protocols[0]}//user:password@host:port/name`);
  }
  return value;
}

/** @param {string} url */
function protocolOf(url) {
  try {
    return new URL(url).protocol;
  } catch {
    return null;
  }
}

/**
 * @param {Env} env
 * @param {string} name
 * @param {string[]} faults to add to
 */
function portNumber(env, name, faults) {
  if (!env[name]) return undefined;
  const port = Number(env[name]);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) faults.push(`${name} is not a port number: ${env[name]}`);
  return port;
}

/** @param {Env} env */
function demoInProduction(env) {
  const wayOut = env.DATABASE_URL ? 'unset HUIYIN_DEMO' : 'set DATABASE_URL';
  return `Demo mode has accounts with a published password, so it refuses NODE_ENV=production: ${wayOut}, or unset NODE_ENV.`;
}
