// The process, or its connection, dies inside a step. What dies is real: a process of its own, killed while PostgreSQL
// holds its statement at a named point (a trigger of this test waits for a lock there), or in a hook of the engine.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { audit } from '@huiyin/office';
import { sealed } from '@huiyin/workflow';
import { apart } from '@huiyin/workflow/contract';
import type { PoolClient } from 'pg';
import { PEOPLE } from '../support/a-case.ts';
import { anEngine } from '../support/an-engine.ts';
import type { AnEngine } from '../support/an-engine.ts';

const program = fileURLToPath(new URL('doomed.mjs', import.meta.url));

const START = '2026-03-02T10:00:00+08:00';
/** Ten days and less before the 60 are over: the step below fires a reminder first, so that it writes every table. */
const LATER = Date.parse('2026-04-28T10:00:00+08:00');
/** Reminders of each case by then. */
const REMINDERS = 2;
const COMMAND = { id: 'the-command', digest: 'the-digest' };

const WRITTEN = 'TRIGGER gate BEFORE INSERT OR UPDATE';
/** Fires when everything is written and the commit begins. */
const COMMITTED = 'CONSTRAINT TRIGGER gate AFTER INSERT';
/** In the order in which one step comes by. */
const POINTS = [
  ['at the case', 'petition_case', WRITTEN],
  ['after the case', 'case_event', WRITTEN],
  ['after the history', 'case_timer', WRITTEN],
  ['after the timers', 'case_effect', WRITTEN],
  ['after the effects', 'case_personal', WRITTEN],
  ['after the text', 'command', WRITTEN],
  ['before the commit', 'case_event', COMMITTED],
] as const;

let it_: AnEngine;
let gate: PoolClient;
const children: ChildProcess[] = [];

beforeEach(async () => {
  it_ = await anEngine();
  gate = await it_.pool.connect();
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  gate.release();
  await it_.stop();
});

/** A case that is being handled, with reminders due at LATER. */
async function aCase(): Promise<string> {
  it_.clock.at = Date.parse(START);
  const id = await it_.open();
  await it_.send(id, 'ACCEPT');
  await it_.send(id, 'TRANSFER', { unit: 'ys-qh-ll-zrs' });
  await it_.send(id, 'GIVE_NOTICE');
  it_.clock.at = LATER;
  return id;
}

const hear = (caseId: string) => ({
  caseId,
  ...sealed(apart('HEAR', { method: 'phone', summary: '信访人陈述' })),
  actor: PEOPLE.handler,
  command: COMMAND,
});

/** The same command again, from a process that lives. */
const retry = (caseId: string) => it_.engine.advance(hear(caseId));

interface Doom {
  readonly order: object;
  readonly dieAt?: 'announce';
}

function run({ order, dieAt }: Doom) {
  const given = JSON.stringify({ url: it_.url, now: it_.clock.at, order, dieAt });
  const child = spawn(process.execPath, [program, given], { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk) => (said.out += chunk));
  child.stderr.on('data', (chunk) => (said.err += chunk));
  return { child, said, gone: once(child, 'close') };
}

/** From now on the doomed process's writes to the table wait. */
async function closeGate(table: string, trigger: string = WRITTEN): Promise<void> {
  await it_.pool.query(`
    CREATE FUNCTION wait_at_the_gate() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF current_setting('application_name') = 'doomed' THEN PERFORM pg_advisory_xact_lock(42); END IF;
      RETURN NEW;
    END $$`);
  await it_.pool.query(`
    CREATE ${trigger} ON ${table} ${trigger === COMMITTED ? 'INITIALLY DEFERRED' : ''}
    FOR EACH ROW EXECUTE FUNCTION wait_at_the_gate()`);
  await gate.query('SELECT pg_advisory_lock(42)');
}

const openGate = () => gate.query('SELECT pg_advisory_unlock(42)');

async function until(what: string, text: string): Promise<void> {
  for (const latest = Date.now() + 40_000; Date.now() < latest; await pause(10)) {
    const { rows } = await it_.pool.query<{ is: boolean }>(text);
    if (rows[0]?.is) return;
  }
  throw new Error(`it never came to this: ${what}`);
}

const untilItWaits = () =>
  until(
    'the doomed process waits at the gate',
    `SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = 42 AND NOT granted) AS is`,
  );
const untilItIsGone = () =>
  until(
    'nothing is left of the doomed process',
    `SELECT NOT EXISTS (SELECT 1 FROM pg_stat_activity WHERE application_name = 'doomed' AND datname = current_database()) AS is`,
  );
const cutConnection = () =>
  it_.pool.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'doomed'`);

/** How often the step is in each table; throws when anything stored contradicts anything else. */
async function traces(caseId: string) {
  for await (const { findings } of audit(it_.pool, it_.registry)) expect(findings).toEqual([]);
  const { rows } = await it_.pool.query<{
    steps: number;
    texts: number;
    commands: number;
    owed: number;
    asked: number;
  }>(
    `SELECT (SELECT count(*) FROM case_event WHERE case_id = $1 AND event ->> 'type' = 'HEAR')::int AS steps,
       (SELECT count(*) FROM case_personal WHERE case_id = $1)::int AS texts,
       (SELECT count(*) FROM command WHERE case_id = $1)::int AS commands,
       (SELECT count(*) FROM case_effect WHERE case_id = $1)::int AS owed,
       (SELECT sum(jsonb_array_length(actions -> 'effects')) FROM case_event WHERE case_id = $1)::int AS asked`,
    [caseId],
  );
  const [found] = rows;
  expect(found?.owed).toBe(found?.asked);
  return { steps: found?.steps, texts: found?.texts, commands: found?.commands };
}

const NOTHING = { steps: 0, texts: 0, commands: 0 };
const EVERYTHING = { steps: 1, texts: 1, commands: 1 };

async function expectOneStepAfterRetry(caseId: string, replayed: boolean): Promise<void> {
  const again = await retry(caseId);
  expect(again.replayed).toBe(replayed);
  expect(await traces(caseId)).toEqual(EVERYTHING);
  const history = await it_.engine.history(caseId);
  expect(history.at(-1)).toMatchObject({ seq: again.record.revision, event: { type: 'HEAR' } });
  expect(await retry(caseId)).toEqual({ ...again, replayed: true });
}

describe.each(POINTS)('%s', (_, table, trigger) => {
  it('the process is killed: PostgreSQL carries its statement to the end, and the retry is told so', async () => {
    const id = await aCase();
    await closeGate(table, trigger);
    const { child, gone } = run({ order: hear(id) });
    await untilItWaits();
    child.kill('SIGKILL');
    await gone;
    expect(await traces(id)).toEqual(NOTHING);
    await openGate();
    await untilItIsGone();
    expect(await traces(id)).toEqual(EVERYTHING);
    await expectOneStepAfterRetry(id, true);
  });

  it('the connection is cut: nothing is there, and the process lives to say so', async () => {
    const id = await aCase();
    await closeGate(table, trigger);
    const { said, gone } = run({ order: hear(id) });
    await untilItWaits();
    await cutConnection();
    const [code] = await gone;
    expect({ code, err: said.err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(said.out)).toEqual({ refused: expect.stringMatching(/terminat/) });
    expect(await traces(id)).toEqual(NOTHING);
    await openGate();
    await expectOneStepAfterRetry(id, false);
  });
});

it('after the commit, before the answer: everything is there', async () => {
  const id = await aCase();
  const [, by] = await run({ order: hear(id), dieAt: 'announce' }).gone;
  expect(by).toBe('SIGKILL');
  expect(await traces(id)).toEqual(EVERYTHING);
  await expectOneStepAfterRetry(id, true);
});

it('a retry that comes while the first is still at it waits for it, and gets its answer', async () => {
  const id = await aCase();
  await closeGate('command');
  const { child, gone } = run({ order: hear(id) });
  await untilItWaits();
  child.kill('SIGKILL');
  await gone;
  const again = retry(id);
  await until(
    'the retry waits for the row',
    `SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'transactionid' AND NOT granted) AS is`,
  );
  await openGate();
  expect(await again).toMatchObject({ replayed: true });
  await expectOneStepAfterRetry(id, true);
});

describe('a worker that fires what is due', () => {
  const aStorm = async (): Promise<string[]> => {
    const ids: string[] = [];
    for (let n = 0; n < 5; n++) ids.push(await aCase());
    return ids;
  };
  const fired = () => it_.rows(`case_event WHERE kind = 'timer'`);

  it.each(['case_event', 'case_timer', 'case_effect'])(
    'is killed at %s: none has fired, then each once',
    async (table) => {
      const ids = await aStorm();
      await closeGate(table);
      const { child, gone } = run({ order: {} });
      await untilItWaits();
      child.kill('SIGKILL');
      await gone;
      await openGate();
      await untilItIsGone();
      expect(await fired()).toBe(0);
      await it_.until(LATER);
      expect(await fired()).toBe(REMINDERS * ids.length);
      for (const id of ids) expect(await traces(id)).toEqual(NOTHING);
      expect(await it_.until(LATER)).toBe(0);
    },
  );

  it('dies after the commit: all have fired, and none does again', async () => {
    const ids = await aStorm();
    const [, by] = await run({ order: {}, dieAt: 'announce' }).gone;
    expect(by).toBe('SIGKILL');
    expect(await fired()).toBe(REMINDERS * ids.length);
    expect(await it_.until(LATER)).toBe(0);
    for (const id of ids) expect(await traces(id)).toEqual(NOTHING);
  });

  it('loses its connection: it lives, and what it held is free for others', async () => {
    const ids = await aStorm();
    await closeGate('case_timer');
    const { said, gone } = run({ order: {} });
    await untilItWaits();
    await cutConnection();
    const [code] = await gone;
    expect({ code, err: said.err }).toEqual({ code: 0, err: '' });
    await openGate();
    expect(await it_.until(LATER)).toBe(REMINDERS * ids.length);
  });
});
