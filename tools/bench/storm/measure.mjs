// Many deadlines at one instant, fired by the real worker out of either queue, and by plain SQL, one transaction each;
// then single deadlines, and how late each was noticed.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '../../fault.mjs';
import { multiply } from '../multiply.mjs';
import { median } from '../stats.mjs';
import { measureLone } from './lone.mjs';
import { openAlarms } from './opening.mjs';

/** From arming a storm to its moment: time to write its cases and to start the worker. */
const leadFor = (cases) => 12_000 + cases;

export async function measure(stage, { storm: cases, stormRounds, lone }, progress) {
  const redisUrl = await stage.redisUrl();
  const backends = [
    { name: 'Redis', env: redisUrl ? { REDIS_URL: redisUrl } : null },
    { name: 'PostgreSQL', env: {} },
  ];
  const present = backends.filter(({ env }) => env !== null).map((backend) => ({ ...backend, rounds: [] }));
  const limit = await startLimit(stage);
  const system = await openStorms(stage, 'storm_system');
  const limits = [];
  for (let n = 1; n <= stormRounds; n += 1) {
    progress.say(`storm: round ${n} of ${stormRounds}, plain SQL`);
    limits.push(await limit.round(cases));
    for (const { name, env, rounds } of present) {
      progress.say(`storm: round ${n} of ${stormRounds}, queue in ${name}`);
      rounds.push(await workerRound(stage, system, { cases, env }));
    }
  }
  await limit.stop();
  const limitMs = median(limits);
  const results = [];
  for (const { name, env, rounds } of present) {
    progress.say(`storm: single deadlines, queue in ${name}`);
    const worker = await stage.service('worker', system.databaseUrl, env);
    const late = await measureLone(system, { env, samples: lone });
    await stage.stop(worker);
    const ms = median(rounds.map((round) => round.ms));
    const storm = { ms, alertsMs: median(rounds.map((round) => round.alertsMs)), perSecond: (cases * 1000) / ms };
    const most = Math.max(...rounds.map((round) => round.memory));
    results.push({ name, storm, lone: late, ratio: limitMs / ms, memory: { most } });
  }
  await system.close();
  const missing = backends.filter(({ env }) => env === null).map(({ name }) => name);
  return { cases, limit: { ms: limitMs, perSecond: (cases * 1000) / limitMs }, backends: results, missing };
}

async function openStorms(stage, name) {
  const databaseUrl = await stage.database(name);
  const pool = stage.pool(databaseUrl);
  const alarms = await openAlarms(databaseUrl);
  return {
    databaseUrl,
    pool,
    arm: alarms.arm,
    fireDue: alarms.fireDue,
    close: alarms.close,
    /** So many cases due at one instant: one that the engine wrote, and its copies. */
    async brew(cases, dueAt) {
      const original = await alarms.arm(dueAt);
      await multiply(pool, [original], cases - 1);
      await pool.query('VACUUM ANALYZE');
      await pool.query('CHECKPOINT');
    },
  };
}

async function startLimit(stage) {
  const storms = await openStorms(stage, 'storm_limit');
  const template = join(stage.folder, 'storm.json');
  await writeFile(template, JSON.stringify(await recordFiring(storms)));
  const env = { TEMPLATE: template, DATABASE_URL: storms.databaseUrl };
  const program = await stage.run('tools/bench/storm/limit.mjs', { env });
  return {
    async round(cases) {
      const dueAt = Date.now() - 1000;
      await storms.brew(cases, dueAt);
      const { cases: fired, ms } = await program.ask({ dueAt });
      if (fired !== cases) throw new Fault(`the limit fired ${fired} of ${cases}`);
      return ms;
    },
    async stop() {
      await stage.stop(program);
      await storms.close();
    },
  };
}

/** What firing one real timer through the engine writes. */
async function recordFiring({ pool, arm, fireDue }) {
  const id = await arm(Date.now() - 1000);
  await fireDue(1000);
  const rows = async (text) => (await pool.query(text, [id])).rows;
  const [fired] = await rows('SELECT * FROM petition_case WHERE id = $1');
  const [event] = await rows('SELECT * FROM case_event WHERE case_id = $1 ORDER BY seq DESC LIMIT 1');
  const timers = await rows('SELECT * FROM case_timer WHERE case_id = $1');
  const effects = await rows('SELECT * FROM case_effect WHERE case_id = $1');
  return { fired, event, timers, effects };
}

async function workerRound(stage, storms, { cases, env }) {
  const dueAt = Date.now() + leadFor(cases);
  await storms.brew(cases, dueAt);
  const worker = await stage.service('worker', storms.databaseUrl, env);
  if (Date.now() > dueAt - 1000)
    throw new Fault('the storm was not ready in time: this machine is too busy to measure on');
  const waiting = 'SELECT count(*)::int AS n FROM petition_case WHERE wake_at <= $1';
  await until(storms.pool, waiting, [new Date(dueAt)]);
  await until(storms.pool, 'SELECT count(*)::int AS n FROM case_effect WHERE done_at IS NULL', []);
  const memory = (await worker.memory()).most;
  await stage.stop(worker);
  const { fired, firedBy, alertsBy } = await outcome(storms.pool, dueAt);
  if (fired !== cases) throw new Fault(`the worker fired ${fired} of ${cases}`);
  return { ms: firedBy - dueAt, alertsMs: alertsBy - dueAt, memory };
}

async function until(pool, text, values) {
  for (;;) {
    const { rows } = await pool.query(text, values);
    if (rows[0].n === 0) return;
    await sleep(200);
  }
}

/** When the last of the storm was committed, by PostgreSQL's own notes. */
async function outcome(pool, dueAt) {
  const { rows } = await pool.query(
    `SELECT count(*)::int AS fired, max(pg_xact_commit_timestamp(c.xmin)) AS fired_by,
       max(pg_xact_commit_timestamp(a.xmin)) AS alerts_by
     FROM case_event e JOIN petition_case c ON c.id = e.case_id
     LEFT JOIN alert a ON a.case_id = e.case_id AND a.seq = e.seq
     WHERE e.kind = 'timer' AND e.at = $1`,
    [new Date(dueAt)],
  );
  const [{ fired, fired_by: firedBy, alerts_by: alertsBy }] = rows;
  return { fired, firedBy: firedBy.getTime(), alertsBy: alertsBy.getTime() };
}
