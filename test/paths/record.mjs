// A system in one process that carries a petition from its registration to its follow-up and prints, as JSON, which file
// called which: from the controller of `POST …/events` on, for each event, and from the processor of the timers' queue on.
import { createApi } from '../../apps/api/dist/app.js';
import { createWorker } from '../../apps/worker/dist/worker.js';
import { createLogger, readConfig, seedDemo } from '../../libs/platform/dist/index.js';

const databaseUrl = process.argv[2];
const FOLLOW_UP_OPENS_AFTER_DAYS = 17;

/** Who calls whom, while something is recorded. */
let calls = null;

const OURS = /\/((?:apps|libs)\/[^/]+)\/dist\/([^:\s)]+)\.js/;
Error.stackTraceLimit = 60;

globalThis.entered = (file) => {
  if (!calls) return;
  const [, ...frames] = (new Error().stack ?? '').split('\n');
  const files = frames.flatMap((frame) => {
    const [, room, path] = OURS.exec(frame) ?? [];
    return path === undefined ? [] : [`${room}/src/${path}.ts`];
  });
  const caller = files.find((each) => each !== file);
  if (caller === undefined) return;
  calls.set(caller, (calls.get(caller) ?? new Set()).add(file));
};

async function recorded(root, work) {
  calls = new Map();
  await work();
  const edges = [...calls].flatMap(([from, targets]) => [...targets].map((to) => [from, to]));
  calls = null;
  return { root, edges };
}

const env = { NODE_ENV: 'test', DATABASE_URL: databaseUrl, HUIYIN_CLOCK: 'virtual', HUIYIN_SWEEP_SECONDS: '3600' };
const config = readConfig(env);
const logger = createLogger('paths', 'silent');
await seedDemo({ databaseUrl, folder: new URL('../../demo/', import.meta.url), clock: 'virtual' });
const api = await createApi(config, logger);
const worker = await createWorker(config, logger);
await api.init();
await worker.init();

const tokens = new Map();
async function call(user, method, url, payload, headers = {}) {
  if (user && !tokens.has(user)) {
    const { token } = await call(null, 'POST', '/v1/session', { username: user, password: 'huiyin-demo' });
    tokens.set(user, token);
  }
  const authorization = user ? { authorization: `Bearer ${tokens.get(user)}` } : {};
  const answer = await api.inject({ method, url, payload, headers: { ...authorization, ...headers } });
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
const { now } = await call('admin', 'GET', '/v1/clock');
const later = new Date(Date.parse(now) + FOLLOW_UP_OPENS_AFTER_DAYS * 86_400_000).toISOString();
const timers = await recorded('apps/worker/src/timers/timers.processor.ts', () =>
  call('admin', 'PUT', '/v1/clock', { now: later }),
);
process.stdout.write(JSON.stringify({ events, timers }));
await Promise.all([api.close(), worker.close()]);
process.exit();
