// Somebody holds for too long what a step waits for: it is told apart whether that was the step's own command, which is then
// under way a second time, or anything else.
import { CommandInProgress, createEngine, EventNotAccepted, sealed, TooMuchContention } from '@huiyin/workflow';
import type { Engine } from '@huiyin/workflow';
import { apart, EVENTS } from '@huiyin/workflow/contract';
import type { EventType } from '@huiyin/workflow/contract';
import { createRegister, Directory } from '@huiyin/office';
import pg from 'pg';
import { PEOPLE } from '../support/a-case.ts';
import { anEngine, FORM } from '../support/an-engine.ts';
import type { AnEngine } from '../support/an-engine.ts';

let it_: AnEngine;
let impatient: Engine;
let pool: pg.Pool;
let holder: pg.PoolClient;
beforeAll(async () => {
  it_ = await anEngine();
  pool = new pg.Pool({ connectionString: it_.url, lock_timeout: 50 });
  impatient = createEngine({ ...it_, pool, announce: () => undefined });
  holder = await it_.pool.connect();
});
afterAll(async () => {
  holder.release();
  await pool.end();
  await it_.stop();
});
beforeEach(() => holder.query('BEGIN'));
afterEach(() => holder.query('ROLLBACK'));

const COMMAND = { id: 'held', digest: 'a' };

function send(caseId: string, type: EventType, command?: typeof COMMAND) {
  const data = EVENTS[type].data.parse(EVENTS[type].example) as Record<string, unknown>;
  return impatient.advance({ caseId, ...sealed(apart(type, data)), actor: PEOPLE.intake, command });
}

const holdCase = (id: string) => holder.query('SELECT 1 FROM petition_case WHERE id = $1 FOR UPDATE', [id]);
const holdCommand = (caseId: string) =>
  holder.query(`INSERT INTO command (id, digest, case_id, seq) VALUES ('held', 'a', $1, 1)`, [caseId]);

it.each([
  ['without a key', undefined],
  ['with one', COMMAND],
])('the case: too much contention, %s', async (_, command) => {
  const id = await it_.open();
  await holdCase(id);
  await expect(send(id, 'ACCEPT', command)).rejects.toThrow(TooMuchContention);
  await holder.query('ROLLBACK');
  expect(await send(id, 'ACCEPT', command)).toMatchObject({ record: { revision: 2 }, replayed: false });
  await it_.pool.query('DELETE FROM command');
});

it('the case, behind others who wait for it too', async () => {
  const id = await it_.open();
  await holdCase(id);
  const sent = ['a', 'b', 'c'].map((digest) => send(id, 'ACCEPT', { id: digest, digest }));
  for (const result of await Promise.allSettled(sent)) {
    expect(result).toMatchObject({ status: 'rejected', reason: expect.any(TooMuchContention) });
  }
});

it('the case of an event that is refused: it is not kept, nor told', async () => {
  const id = await it_.open();
  await holdCase(id);
  await expect(send(id, 'SERVE', COMMAND)).rejects.toThrow(TooMuchContention);
});

it('the command: it is still under way', async () => {
  const id = await it_.open();
  await holdCommand(await it_.open());
  await expect(send(id, 'ACCEPT', COMMAND)).rejects.toThrow(CommandInProgress);
});

it('the command of a refusal, which is none before the other is over', async () => {
  const id = await it_.open();
  await holdCommand(id);
  await expect(send(id, 'SERVE', COMMAND)).rejects.toThrow(CommandInProgress);
  await holder.query('ROLLBACK');
  await expect(send(id, 'SERVE', COMMAND)).rejects.toThrow(EventNotAccepted);
  await it_.pool.query('DELETE FROM command');
});

it('the command of a registration', async () => {
  const register = createRegister({ engine: impatient, clock: it_.clock, directory: new Directory(it_.pool) });
  await holdCommand(await it_.open());
  await expect(register({ form: FORM, by: PEOPLE.intake, command: COMMAND })).rejects.toThrow(CommandInProgress);
});
