// A system in one process that carries a petition from its registration to its follow-up and prints, as JSON, which file
// called which: from the controller of `POST …/events` on, for each event, and from the processor of the timers' queue on.
import { AsyncLocalStorage } from 'node:async_hooks';
import { createLogger, readConfig, seedDemo } from '@huiyin/platform';

/** @type {typeof import('../../apps/api/src/app.ts')} */
const { createApi } = await import(new URL('../../apps/api/dist/app.js', import.meta.url).href);
/** @type {typeof import('../../apps/worker/src/worker.ts')} */
const { createWorker } = await import(new URL('../../apps/worker/dist/worker.js', import.meta.url).href);

const [databaseUrl = '', redisUrl] = process.argv.slice(2);
const FOLLOW_UP_OPENS_AFTER_DAYS = 17;

/**
 * What is recorded, as long as it is: the file it begins in, and who calls whom from there on.
 * @type {{ root: string, calls: Map<string, Set<string>> } | null}
 */
let recording = null;
/** Set in whatever follows from the recorded file being entered, however often it waits. */
const within = new AsyncLocalStorage();

const OURS = /\/((?:apps|libs)\/[^/]+)\/dist\/([^:\s)]+)\.js/;
Error.stackTraceLimit = 60;

/** @param {string} file */
function entered(file) {
  if (!recording) return;
  if (file === recording.root) within.enterWith(recording);
  if (within.getStore() !== recording) return;
  const [, ...frames] = (new Error().stack ?? '').split('\n');
  const files = frames.flatMap((frame) => {
    const [, room, path] = OURS.exec(frame) ?? [];
    return path === undefined ? [] : [`${room}/src/${path}.ts`];
  });
  const caller = files.find((each) => each !== file);
  if (caller === undefined) return;
  recording.calls.set(caller, (recording.calls.get(caller) ?? new Set()).add(file));
}
Object.assign(globalThis, { entered });

/**
 * @param {string} root
 * @param {() => Promise<unknown>} work
 * @returns {Promise<import('./reached.ts').Path>}
 */
async function recorded(root, work) {
  /** @type {Map<string, Set<string>>} */
  const calls = new Map();
  recording = { root, calls };
  await work();
  recording = null;
  return {
    root,
    edges: [...calls].flatMap(([from, targets]) => [...targets].map((to) => /** @type {const} */ ([from, to]))),
  };
}

const logger = createLogger('paths', 'silent');

/**
 * The API and a worker in this process. The legal clock is the system's own for events, and one that is moved for timers.
 * @param {'system' | 'virtual'} clock
 */
async function started(clock) {
  const config = readConfig({
    NODE_ENV: 'test',
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    HUIYIN_CLOCK: clock,
    HUIYIN_SWEEP_SECONDS: '3600',
  });
  const [api, worker] = [await createApi(config, logger), await createWorker(config, logger)];
  await api.init();
  await worker.init();
  return { api, stop: () => Promise.all([api.close(), worker.close()]) };
}

await seedDemo({ databaseUrl, folder: new URL('../../examples/township/', import.meta.url) });
let system = await started('system');

/** @type {Map<string, string>} */
const tokens = new Map();

/**
 * @param {string | null} user
 * @param {'GET' | 'POST' | 'PUT'} method
 * @param {string} url
 * @param {object} [payload]
 * @param {Record<string, string>} [headers]
 * @returns {Promise<any>} what the API answers
 * @throws when it refuses
 */
async function call(user, method, url, payload, headers = {}) {
  if (user && !tokens.has(user)) {
    const { token } = await call(null, 'POST', '/v1/session', { username: user, password: 'huiyin-demo' });
    tokens.set(user, token);
  }
  const authorization = user ? { authorization: `Bearer ${tokens.get(user)}` } : {};
  const given = { ...authorization, ...headers };
  const answer = await system.api.inject({ method, url, headers: given, ...(payload && { payload }) });
  if (answer.statusCode >= 300) throw new Error(`${method} ${url}: ${answer.body}`);
  return answer.json();
}

const OPINION = { outcome: 'support', request: '请求', facts: '事实', decision: '支持', legalBasis: '土地管理法' };
/** @type {[user: string, type: string, data: object][]} */
const STEPS = [
  ['ll.xfb', 'ACCEPT', {}],
  ['ll.xfb', 'TRANSFER', { unit: 'ys-qh-ll-zrs' }],
  ['ll.zrs', 'GIVE_NOTICE', {}],
  ['ll.zrs', 'HEAR', { summary: '当面听取' }],
  ['ll.zrs', 'INVESTIGATE', { findings: '实地核查' }],
  ['ll.zrs', 'ISSUE_OPINION', OPINION],
  ['ll.mayor', 'APPROVE_OPINION', {}],
  ['ll.zrs', 'SERVE', { method: 'inPerson' }],
];

const { items } = await call('ll.xfb', 'GET', `/v1/petitions?limit=1&q=${encodeURIComponent('青苗补偿')}`);
const [{ id }] = items;
/** @type {Record<string, import('./reached.ts').Path>} */
const events = {};
for (const [user, type, data] of STEPS) {
  const { version } = await call(user, 'GET', `/v1/petitions/${id}`);
  events[type] = await recorded('apps/api/src/petitions/petitions.controller.ts', () =>
    call(user, 'POST', `/v1/petitions/${id}/events`, { type, data }, { 'if-match': `"${version}"` }),
  );
}
await system.stop();
system = await started('virtual');
const { now } = await call('admin', 'GET', '/v1/clock');
const later = new Date(Date.parse(now) + FOLLOW_UP_OPENS_AFTER_DAYS * 86_400_000).toISOString();
const timers = await recorded('apps/worker/src/timers/timers.processor.ts', () =>
  call('admin', 'PUT', '/v1/clock', { now: later }),
);
process.stdout.write(JSON.stringify({ events, timers }));
await system.stop();
process.exit();
