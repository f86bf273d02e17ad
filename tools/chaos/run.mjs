import { Fault } from '../fault.mjs';
import { check } from './checks/check.mjs';
import { logClock } from './clock-log.mjs';
import { ClockMover } from './clock.mjs';
import { Dice } from './dice.mjs';
import { Hand } from './hand.mjs';
import { Caller } from './office/caller.mjs';
import { Client } from './office/client.mjs';
import { Desk } from './office/desk.mjs';
import { Ledger } from './office/ledger.mjs';
import { ADMIN, USERS } from './office/procedure.mjs';
import { redisThere } from './redis-there.mjs';
import { RunningLine } from './report.mjs';
import { schedule } from './schedule.mjs';
import { settle } from './settle.mjs';
import { System } from './system.mjs';
import { Witness } from './witness.mjs';

/** How often each process is hit compared with the others. */
const TARGETS = { 'api-1': 3, 'api-2': 3, 'worker-1': 3, 'worker-2': 3, postgres: 2, redis: 5 };

/** Petitions that are open at a time: enough for everybody, few enough that two want the same one. */
const ON_THE_DESK = 60;
/** How long after the last blow every process must listen again, and every client have its answer. @unit milliseconds */
const UP_WITHIN_MS = 60_000;
const ANSWERED_WITHIN_MS = 120_000;

/** One run on one backend. @returns {Promise<object>} what was done, what was counted, and what is wrong */
export async function run({ backend, seed, durationMs, clients, keep }) {
  if (backend === 'redis' && !(await redisThere())) throw new Fault('There is no redis-server on PATH.');
  const line = new RunningLine(backend);
  const interrupted = new AbortController();
  const interrupt = () => interrupted.abort();
  const occasions = [...['SIGINT', 'SIGTERM', 'SIGHUP'], 'disconnect'];
  for (const occasion of occasions) process.once(occasion, interrupt);
  line.say('starting the system');
  const system = await System.start({ backend, keep });
  try {
    const work = carryOut({ system, backend, seed, durationMs, clients, line, interrupted: interrupted.signal });
    return await Promise.race([work, rejected(interrupted.signal)]);
  } finally {
    line.end();
    await system.clear();
    for (const occasion of occasions) process.off(occasion, interrupt);
  }
}

async function carryOut({ system, backend, seed, durationMs, clients, line, interrupted }) {
  const beganAt = Date.now();
  const witness = new Witness(system);
  await system.allReady(UP_WITHIN_MS);
  const dice = new Dice(seed).fork(backend);
  const urls = system.names('api').map((name) => system.urls[name]);
  const caller = new Caller(urls, await Caller.login(urls, USERS), dice.fork('chief'));
  const seeded = await witness.casesSoFar();
  const { body } = await caller.ask({ user: ADMIN, method: 'GET', path: '/v1/clock' });
  await logClock(witness);
  const clock = new ClockMover(caller.fork('clock'), Date.parse(body.now));

  const ledger = new Ledger();
  const desk = new Desk(ON_THE_DESK);
  const [stop, giveUp] = [new AbortController(), new AbortController()];
  const office = Array.from({ length: clients }, (_, n) => {
    const name = `client-${n + 1}`;
    return new Client({ name, dice: dice.fork(name), caller: caller.fork(name), desk, ledger });
  });
  const atWork = Promise.all(office.map((one) => one.work({ stop: stop.signal, giveUp: giveUp.signal })));

  const hand = new Hand({ system, clock, say: () => line.count(hand, ledger, beganAt) });
  const targets = Object.fromEntries(Object.entries(TARGETS).filter(([name]) => system.names().includes(name)));
  await hand.run(schedule(seed, durationMs, targets), { durationMs, signal: interrupted });

  line.say('bringing everything up');
  stop.abort();
  await hand.release();
  const done = { backend, seed, seconds: Math.round(durationMs / 1000), hand: hand.counts };
  const missing = await system.allReady(UP_WITHIN_MS).then(
    () => null,
    ({ message }) => message,
  );
  if (missing) return { ...done, counts: {}, violations: [missing, ...witness.noted.map(({ line: said }) => said)] };
  const patience = setTimeout(() => giveUp.abort(), ANSWERED_WITHIN_MS);
  await atWork;
  clearTimeout(patience);
  await settle({ clock, line, witness });

  line.say('asking for every answer again');
  const found = await check({ system, caller, ledger, seeded, witness, line });
  return { ...done, ...found };
}

function rejected(signal) {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Fault('interrupted'))));
}
