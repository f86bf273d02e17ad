// The same calls to the real API on few cases and on many, one client, in turns.
import { logIn } from '../api-client.mjs';
import { medians } from '../stats.mjs';
import { callsOn } from './calls.mjs';
import { seeded } from './seed.mjs';

const FEW = 10_000;
/** Of one kind of call in one round, at most: a call that takes seconds is no reason to make hundreds of it. */
const MOST_MS = 2_000;

export async function measure(stage, { cases, rounds, reads }, progress) {
  const few = await open(stage, await seeded(stage, 'growth_few', FEW, progress));
  const many = await open(stage, await seeded(stage, 'growth_many', cases, progress));
  const load = await stage.run('tools/bench/load.mjs', {});
  const worker = await stage.service('worker', many.databaseUrl);
  const taken = new Map();
  for (let n = 0; n <= rounds; n += 1) {
    for (const place of n % 2 ? [few, many] : [many, few]) {
      progress.say(`growth: round ${n} of ${rounds}`);
      for (const [name, calls] of await callsOn(place, reads)) {
        const round = await load.ask({ kind: 'calls', port: place.api.port, clients: 1, calls, ms: MOST_MS });
        if (n > 0) note(taken, name, place === few ? 'few' : 'many', round); // the first round only warms up
      }
    }
  }
  const memory = { api: await many.api.memory(), worker: await worker.memory() };
  await stage.stop(load, few.api, many.api, worker);
  return { few: FEW, many: cases, calls: [...taken].map(summary), memory, seeding: many.seeding };
}

async function open(stage, { databaseUrl, seeding }) {
  const api = await stage.service('api', databaseUrl);
  const tokens = {};
  for (const username of ['ll.xfb', 'll.zrs', 'qh.director', 'bench'])
    tokens[username] = await logIn(api.port, username);
  return { databaseUrl, seeding, api, tokens, pool: stage.pool(databaseUrl) };
}

function note(taken, name, where, round) {
  if (!taken.has(name)) taken.set(name, { few: [], many: [] });
  taken.get(name)[where].push(round);
}

function summary([name, { few, many }]) {
  const of = { few: medians(few), many: medians(many) };
  return { name, ...of, ratio: of.many.p50 / of.few.p50 };
}
