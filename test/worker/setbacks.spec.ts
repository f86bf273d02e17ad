// What has failed is not forgotten, and tried again by what is to be expected of it: in seconds what passes by itself, hourly
// and said once what no waiting mends, and as it always was what nobody foresaw.
import { Writable } from 'node:stream';
import { AlertProjection, Recipients } from '@huiyin/office';
import { createEngine, PETITION } from '@huiyin/workflow';
import pg from 'pg';
import { pino } from 'pino';
import { Outbox } from '../../apps/worker/src/effects/outbox.ts';
import { Firing } from '../../apps/worker/src/timers/firing.ts';
import { Setbacks } from '../../apps/worker/src/upkeep/setbacks.ts';
import { anEngine } from '../support/an-engine.ts';
import type { AnEngine } from '../support/an-engine.ts';

const IN_FIVE_DAYS = '2026-03-07T08:00:00+08:00'; // the first reminder of what is registered on March 2

let it_: AnEngine;
/** Whose statements do not wait long for what another holds. */
let impatient: pg.Pool;
let holder: pg.PoolClient;
let lines: { level: number; msg: string; againInMs: number; err: { code?: string } }[];
let rung: (readonly [queue: string, waitMs: number])[];
let setbacks: Setbacks;
beforeEach(async () => {
  it_ = await anEngine();
  impatient = new pg.Pool({ connectionString: it_.url, lock_timeout: 50 });
  holder = await it_.pool.connect();
  [lines, rung] = [[], []];
  const log = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(JSON.parse(chunk.toString()));
      done();
    },
  });
  const doorbell = { ring: async (queue: string, waitMs: number) => void rung.push([queue, waitMs]) };
  setbacks = new Setbacks(doorbell, pino({ level: 'warn' }, log));
});
afterEach(async () => {
  holder.release();
  await impatient.end();
  await it_.stop();
});

const said = () => lines.splice(0).map(({ level, msg }) => `${pino.levels.labels[level]}: ${msg}`);
const uncounted = { inc: () => undefined, observe: () => undefined } as never;

const AGAIN = { petition_case: 'retry_at', case_effect: 'next_attempt_at' };

/** Tries it so often, each time when the waiting time before is over. @returns the waiting times, as logged and kept, in seconds */
async function waits(times: number, table: keyof typeof AGAIN, tried: { drain(): Promise<void> }): Promise<number[]> {
  const column = AGAIN[table];
  const ask = async (what: string): Promise<number> =>
    (await it_.pool.query(`SELECT ${what} AS at FROM ${table}`)).rows[0].at.getTime();
  const found: number[] = [];
  for (let n = 0; n < times; n++) {
    await it_.pool.query(`UPDATE ${table} SET ${column} = now() WHERE ${column} IS NOT NULL`);
    const before = await ask('clock_timestamp()');
    await tried.drain();
    const after = await ask('clock_timestamp()');
    const wait = lines.at(-1)?.againInMs ?? 0;
    expect(await ask(column)).toBeGreaterThanOrEqual(before + wait);
    expect(await ask(column)).toBeLessThanOrEqual(after + wait);
    found.push(wait / 1000);
  }
  return found;
}

/** Holds something, as another writer does, while the work is tried. */
async function whileHeld(text: string, work: () => Promise<void>): Promise<void> {
  await holder.query('BEGIN');
  await holder.query(text);
  await work();
  await holder.query('ROLLBACK');
}

describe('a deadline', () => {
  let id: string;
  let firing: Firing;
  beforeEach(async () => {
    id = await it_.open();
    const engine = createEngine({ ...it_, pool: impatient, announce: () => undefined });
    firing = new Firing(engine, { timersFired: uncounted, latenessSeconds: uncounted }, setbacks);
    it_.clock.at = Date.parse(IN_FIVE_DAYS);
  });

  const reminders = async () =>
    (await it_.engine.history(id)).filter(({ kind }) => kind === 'timer').map(({ event }) => event.type);
  const kept = async () =>
    (await it_.pool.query('SELECT failures, failure, retry_at FROM petition_case WHERE id = $1', [id])).rows[0];

  it('that others hold up is tried again in seconds, and ever less often', async () => {
    await whileHeld('SELECT 1 FROM case_timer FOR UPDATE', async () => {
      expect(await waits(8, 'petition_case', firing)).toEqual([5, 10, 20, 40, 80, 160, 300, 300]);
    });
    expect(said()).toEqual(Array(8).fill('warn: case could not be stepped just now'));
    expect(rung.slice(0, 3)).toEqual([5, 10, 20].map((seconds) => ['timers', seconds * 1000]));
    await it_.pool.query('UPDATE petition_case SET retry_at = now()');
    await firing.drain();
    expect(await reminders()).toHaveLength(1);
    expect(await kept()).toEqual({ failures: 0, failure: null, retry_at: null });
    expect(said()).toEqual([]);
  });

  it('whose chart is not there is tried hourly; that is said once, until it is another fault', async () => {
    await it_.pool.query('UPDATE petition_case SET machine_version = 98');
    expect(await waits(3, 'petition_case', firing)).toEqual([3600, 3600, 3600]);
    expect(lines[0]?.err.code).toBe('UNKNOWN_MACHINE');
    const still = 'warn: case is still set aside';
    expect(said()).toEqual(['error: case set aside', still, still]);
    expect(rung).toEqual([]);
    await it_.pool.query('UPDATE petition_case SET machine_version = 99');
    await waits(1, 'petition_case', firing);
    expect(said()).toEqual(['error: case set aside']);
    await it_.pool.query('UPDATE petition_case SET machine_version = $1, retry_at = now()', [PETITION.version]);
    await firing.drain();
    expect(await reminders()).toHaveLength(1);
  });

  it('that fails as nobody foresaw is tried every five minutes, and said each time', async () => {
    await it_.pool.query('ALTER TABLE case_event ADD CONSTRAINT no_more CHECK (seq < 2)');
    expect(await waits(3, 'petition_case', firing)).toEqual([300, 300, 300]);
    expect(said()).toEqual(Array(3).fill('error: case set aside'));
    expect(rung).toEqual([]);
  });
});

describe('an effect', () => {
  let outbox: Outbox;
  beforeEach(async () => {
    await it_.open();
    await it_.until(IN_FIVE_DAYS);
    const options = { postsLetters: false, onUnroutable: () => undefined };
    const projection = new AlertProjection(new Recipients(it_.clock), options);
    outbox = new Outbox(impatient, [projection], [], { effectsDone: uncounted }, setbacks);
  });

  it('that others hold up is tried again in seconds, and ever less often', async () => {
    await whileHeld('LOCK TABLE alert IN EXCLUSIVE MODE', async () => {
      expect(await waits(3, 'case_effect', outbox)).toEqual([5, 10, 20]);
    });
    expect(said()).toEqual(Array(3).fill('warn: effect could not be carried out just now'));
    expect(rung).toEqual([5, 10, 20].map((seconds) => ['effects', seconds * 1000]));
    await it_.pool.query('UPDATE case_effect SET next_attempt_at = now()');
    await outbox.drain();
    expect(await it_.rows('alert')).toBe(1);
  });

  it('that this program does not know is tried hourly; that is said once', async () => {
    await it_.pool.query(`UPDATE case_effect SET kind = 'telegram'`);
    expect(await waits(3, 'case_effect', outbox)).toEqual([3600, 3600, 3600]);
    const still = 'warn: effect still fails, will be retried';
    expect(said()).toEqual(['error: effect failed, will be retried', still, still]);
    await it_.pool.query(`UPDATE case_effect SET kind = 'alert', next_attempt_at = now()`);
    await outbox.drain();
    expect(await it_.rows('alert')).toBe(1);
  });

  it('that fails as nobody foresaw is tried after minutes, twice as long each time, and said each time', async () => {
    await it_.pool.query(`UPDATE case_effect SET payload = jsonb_set(payload, '{dueOn}', '"2026-02-31"')`);
    expect(await waits(3, 'case_effect', outbox)).toEqual([60, 120, 240]);
    expect(said()).toEqual(Array(3).fill('error: effect failed, will be retried'));
    await it_.pool.query('UPDATE case_effect SET attempts = 2000, next_attempt_at = now()');
    expect(await waits(1, 'case_effect', outbox)).toEqual([6 * 3600]);
  });
});
