// A system in one process that carries a petition from its registration to its follow-up and prints, as JSON, which file
// called which: from the controller of `POST …/events` on, for each event, and from the processor of the timers' queue on.
import { AsyncLocalStorage } from 'node:async_hooks';
import { createApi } from '../../apps/api/dist/app.js';
import { createWorker } from '../../apps/worker/dist/worker.js';
import { createLogger, readConfig, seedDemo } from '../../libs/platform/dist/index.js';

const [databaseUrl, redisUrl] = process.argv.slice(2);
const FOLLOW_UP_OPENS_AFTER_DAYS = 17;

/** What is recorded, as long as it is: the file it begins in, and who calls whom from there on. */
let recording = null;
/** Set in whatever follows from the recorded file being entered, however often it waits. */
const within = new AsyncLocalStorage();

const OURS = /\/((?:apps|libs)\/[^/]+)\/dist\/([^:\s)]+)\.js/;
Error.stackTraceLimit = 60;

globalThis.entered = (file) => {
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
};

async function recorded(root, work) {
  const { calls } = (recording = { root, calls: new Map() });
  await work();
  recording = null;
  return { root, edges: [...calls].flatMap(([from, targets]) => [...targets].map((to) => [from, to])) };
}

const logger = createLogger('paths', 'silent');

/** The API and a worker in this process. The legal clock is the system's own for events, and one that is moved for timers. */
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

const tokens = new Map();
async function call(user, method, url, payload, headers = {}) {
  if (user && !tokens.has(user)) {
    const { token } = await call(null, 'POST', '/v1/session', { username: user, password: 'huiyin-demo' });
    tokens.set(user, token);
  }
  const authorization = user ? { authorization: `Bearer ${tokens.get(user)}` } : {};
  const answer = await system.api.inject({ method, url, payload, headers: { ...authorization, ...headers } });
  if (answer.statusCode >= 300) throw new Error(`${method} ${url}: ${answer.body}`);
  return answer.json();
}

const OPINION = { outcome: 'support', request: '请求', facts: '事实', decision: '支持', legalBasis: '土地管理法' };
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
