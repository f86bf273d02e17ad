import { Dice } from '@huiyin/lab-kit';
import { check } from '../checks/check.ts';
import type { Known } from '../checks/evidence.ts';
import { Hand } from '../hand/hand.ts';
import { schedule } from '../hand/schedule.ts';
import { Caller } from '../office/caller.ts';
import { Client } from '../office/client.ts';
import { Desk } from '../office/desk.ts';
import { Ledger } from '../office/ledger.ts';
import { readTown } from '../office/town.ts';
import type { Result } from '../report/result.ts';
import type { RunningLine } from '../report/running-line.ts';
import type { Backend } from '../system/messages.ts';
import type { System } from '../system/system.ts';
import { Witness } from '../system/witness.ts';
import { logClock } from '../time/clock-log.ts';
import { ClockMover } from '../time/clock-mover.ts';
import { settle } from './settle.ts';

export interface RunOptions {
  readonly backend: Backend;
  readonly seed: number;
  readonly durationMs: number;
  /** How many work at the same time. */
  readonly clients: number;
  /** Whether the data and the logs are left behind. */
  readonly keep: boolean;
}

/** How often each process is hit compared with the others. */
const TARGETS = [
  ...(['api-1', 'api-2', 'worker-1', 'worker-2'] as const).map((name) => [name, 3] as const),
  ['postgres', 2],
  ['redis', 5],
] as const;

/** Petitions that are open at a time: enough for everybody, few enough that two want the same one. */
const ON_THE_DESK = 60;
/** How long after the last blow every process must listen again, and every client have its answer. @unit milliseconds */
const UP_WITHIN_MS = 60_000;
const ANSWERED_WITHIN_MS = 120_000;

/** Lets the clients work and the hand strike for the time given, then brings everything up and checks what is left. */
export async function carryOut(
  options: RunOptions,
  system: System,
  line: RunningLine,
  interrupted: AbortSignal,
): Promise<Result> {
  const { backend, seed, durationMs } = options;
  const beganAt = Date.now();
  const witness = new Witness(system);
  await system.allReady(UP_WITHIN_MS);
  const dice = new Dice(String(seed));
  const { known, clock } = await prepare(system, witness, dice.for(backend));
  const clients = startClients(options.clients, known, dice.for(backend));

  const seconds = () => Math.round((Date.now() - beganAt) / 1000);
  const hand = new Hand(system, clock, () => line.count(hand.deeds, known.ledger.acknowledged.length, seconds()));
  const targets = TARGETS.filter(([name]) => system.processes.names().includes(name));
  await hand.run(schedule(dice.for('hand'), durationMs, targets), durationMs, interrupted);

  line.say('bringing everything up');
  clients.stop();
  await hand.release();
  const done = { backend, seed, seconds: Math.round(durationMs / 1000), hand: hand.deeds };
  const missing = await whatIsMissing(system);
  if (missing !== null)
    return { ...done, counts: {}, violations: [missing, ...witness.noted.map((each) => each.line)] };
  await clients.finished();
  line.say('waiting until nothing is owed');
  await settle(clock, witness);
  line.say('asking for every answer again');
  const found = await check(system.addresses.databaseUrl, known, (text) => line.say(text));
  return { ...done, ...found };
}

/** Everybody logs in, and what there is before the first blow is written down. */
async function prepare(system: System, witness: Witness, dice: Dice) {
  const { databaseUrl, letters, urls } = system.addresses;
  const town = await readTown(databaseUrl);
  const apis = Object.entries(urls).flatMap(([name, url]) => (name.startsWith('api') ? [url] : []));
  const usernames = town.staff.viewers.map(({ username }) => username);
  const caller = await Caller.login(apis, usernames, dice.for('chief'));
  const seeded = await witness.casesSoFar();
  await logClock(witness);
  const clock = await ClockMover.at(caller.for('clock'), town.admin);
  const known: Known = { letters, town, caller, seeded, witness, ledger: new Ledger() };
  return { known, clock };
}

function startClients(count: number, { town, caller, ledger }: Known, dice: Dice) {
  const [stop, giveUp] = [new AbortController(), new AbortController()];
  const office = { town, ledger, desk: new Desk(ON_THE_DESK) };
  const clients = Array.from({ length: count }, (_, n) => {
    const name = `client-${n + 1}`;
    return new Client(name, office, caller.for(name), dice.for(name));
  });
  const atWork = Promise.all(clients.map((one) => one.work({ stop: stop.signal, giveUp: giveUp.signal })));
  return {
    /** They begin nothing more. */
    stop: () => stop.abort(),
    /** Resolves when each has its answers, or the time for that is over. */
    async finished(): Promise<void> {
      const patience = setTimeout(() => giveUp.abort(), ANSWERED_WITHIN_MS);
      await atWork;
      clearTimeout(patience);
    },
  };
}

/** @returns what does not come up; null when everything listens */
function whatIsMissing(system: System): Promise<string | null> {
  return system.allReady(UP_WITHIN_MS).then(
    () => null,
    ({ message }: Error) => message,
  );
}
