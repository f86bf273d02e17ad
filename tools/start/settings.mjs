// What `npm start` itself reads from the environment. The api and the worker check the rest (libs/platform).
import { Fault } from '../fault.mjs';

/** Reads the settings; every fault is named at once. */
export function readSettings(env) {
  const faults = [];
  const settings = {
    demo: !env.DATABASE_URL || ['1', 'true'].includes(env.HUIYIN_DEMO),
    databaseUrl: serverUrl(env, 'DATABASE_URL', ['postgres:', 'postgresql:'], faults),
    redisUrl: serverUrl(env, 'REDIS_URL', ['redis:', 'rediss:'], faults),
    port: portNumber(env, 'PORT', faults),
    workerPort: portNumber(env, 'WORKER_PORT', faults),
  };
  if (settings.demo && env.NODE_ENV === 'production') faults.push(demoInProduction(env));
  if (faults.length > 0) throw new Fault(faults.join('\n'));
  return settings;
}

function serverUrl(env, name, protocols, faults) {
  const value = env[name] || undefined;
  if (value && !protocols.includes(protocolOf(value))) {
    faults.push(`${name} is not an address like ${protocols[0]}//user:password@host:port/name`);
  }
  return value;
}

function protocolOf(url) {
  try {
    return new URL(url).protocol;
  } catch {
    return null;
  }
}

function portNumber(env, name, faults) {
  if (!env[name]) return undefined;
  const port = Number(env[name]);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) faults.push(`${name} is not a port number: ${env[name]}`);
  return port;
}

function demoInProduction(env) {
  const wayOut = env.DATABASE_URL ? 'unset HUIYIN_DEMO' : 'set DATABASE_URL';
  return `Demo mode has accounts with a published password, so it refuses NODE_ENV=production: ${wayOut}, or unset NODE_ENV.`;
}
