import { createEngine } from '@huiyin/workflow';
import pg from 'pg';
import { UNITS } from '../support/a-case.ts';
import { anEngine } from '../support/an-engine.ts';
import type { AnEngine } from '../support/an-engine.ts';

let it_: AnEngine;
beforeEach(async () => (it_ = await anEngine()));
afterEach(() => it_.stop());

const DAY = 86_400_000;

it('fires what fell due while nobody was at work: each once, in order of due time, with its lateness', async () => {
  const start = it_.clock.at;
  const ids: string[] = [];
  for (let n = 0; n < 5; n++) {
    it_.clock.at = start + n * DAY;
    ids.push(await it_.open());
  }
  const month = start + 30 * DAY;
  const fired = await it_.until(month);
  const { rows } = await it_.pool.query(
    `SELECT case_id, event->>'type' AS type, at, recorded_at FROM case_event WHERE kind = 'timer' ORDER BY position`,
  );
  expect(rows).toHaveLength(fired);
  expect(rows.map((row) => row.at.getTime())).toEqual(rows.map((row) => row.at.getTime()).sort((a, b) => a - b));
  expect(rows.every((row) => row.recorded_at.getTime() === month)).toBe(true);
  expect(new Set(rows.map((row) => `${row.case_id} ${row.type} ${row.at.getTime()}`)).size).toBe(rows.length);
  expect(await it_.until(month)).toBe(0);
});

it('keeps to the order of due time across chunks that are smaller than what is due', async () => {
  const start = it_.clock.at;
  for (let n = 0; n < 12; n++) {
    it_.clock.at = start + n * 3_600_000 * 7;
    await it_.open();
  }
  it_.clock.at = start + 60 * DAY;
  for (let more = true; more;) more = (await it_.engine.fireDue(3)).more;
  await it_.until(it_.clock.at);
  const { rows } = await it_.pool.query(`SELECT at FROM case_event WHERE kind = 'timer' ORDER BY position`);
  expect(rows.map((row) => row.at.getTime())).toEqual(rows.map((row) => row.at.getTime()).sort((a, b) => a - b));
  expect(rows.length).toBeGreaterThan(100);
});

it('leaves the same history whether the worker slept or was always awake', async () => {
  const caseId = '01890000-0000-7000-8000-000000000001';
  await it_.open(undefined, caseId);
  for (let day = 1; day <= 40; day++) await it_.until(Date.parse('2026-03-02T10:00:00+08:00') + day * DAY);
  const awake = await it_.story(caseId);
  const twin = await anEngine();
  try {
    await twin.open(undefined, caseId);
    await twin.until(it_.clock.at);
    expect(await twin.story(caseId)).toEqual(awake);
  } finally {
    await twin.stop();
  }
});

it('remembers that a timer fired, and when it was meant to', async () => {
  const id = await it_.open();
  await it_.until('2026-03-07T08:00:00+08:00');
  const { rows } = await it_.pool.query(
    `SELECT status, due_at, fired_at FROM case_timer WHERE case_id = $1 AND name LIKE '%REMIND_10%'`,
    [id],
  );
  expect(rows[0]).toEqual({
    status: 'fired',
    due_at: new Date('2026-03-07T00:00:00+08:00'),
    fired_at: new Date('2026-03-07T08:00:00+08:00'),
  });
});

it('sets a case aside whose chart is gone, and fires the others', async () => {
  const [broken, sound] = [await it_.open(), await it_.open()];
  await it_.pool.query('UPDATE petition_case SET machine_version = 99 WHERE id = $1', [broken]);
  it_.clock.at = Date.parse('2026-03-07T00:00:00+08:00');
  const { failures, lateness } = await it_.engine.fireDue(10);
  expect(failures.map(({ caseId }) => caseId)).toEqual([broken]);
  expect(lateness).toHaveLength(1);
  const { rows } = await it_.pool.query(
    'SELECT id, failure, retry_at IS NOT NULL AS waits FROM petition_case ORDER BY failure',
  );
  expect(rows).toEqual([
    { id: broken, failure: 'machine petition@99 is not registered', waits: true },
    { id: sound, failure: null, waits: false },
  ]);
  expect((await it_.engine.fireDue(10)).failures).toEqual([]);
});

it('writes the rest of a chunk when the database refuses one case of it', async () => {
  const ids = [await it_.open(), await it_.open(), await it_.open()];
  await it_.pool.query(`ALTER TABLE case_event ADD CONSTRAINT no_more CHECK (case_id <> '${ids[1]}' OR seq < 2)`);
  it_.clock.at = Date.parse('2026-03-07T00:00:00+08:00');
  const { failures, lateness } = await it_.engine.fireDue(10);
  expect(failures.map(({ caseId }) => caseId)).toEqual([ids[1]]);
  expect(lateness).toHaveLength(2);
});

it('does not announce what was not committed', async () => {
  await it_.open();
  it_.announced.length = 0;
  const closed = new pg.Pool({ connectionString: it_.url });
  await closed.end();
  const { registry, clock, beside } = it_;
  const engine = createEngine({
    pool: closed,
    registry,
    clock,
    beside,
    announce: (committed) => it_.announced.push(committed),
  });
  it_.clock.at += 60 * DAY;
  await expect(engine.fireDue(10)).rejects.toThrow(/after calling end/);
  expect(it_.announced).toEqual([]);
});

/** Assigned with a report owed, with a co-handler and an open recommendation: four ladders that repeat week by week. */
async function openBurdened(): Promise<string> {
  const id = await it_.open();
  await it_.send(id, 'ACCEPT');
  await it_.send(id, 'TRANSFER', { unit: UNITS.lead, mode: '交办' });
  await it_.send(id, 'GIVE_NOTICE');
  await it_.send(id, 'ADD_PARTY', { unit: UNITS.co });
  await it_.send(id, 'RECOMMEND', { to: UNITS.another });
  return id;
}

it('fires three years of silence in order, in writes of bounded size, and hears a person afterwards', async () => {
  const ids = [await openBurdened(), await openBurdened(), await openBurdened()];
  it_.clock.at += 3 * 365 * DAY;
  const chunks: number[] = [];
  for (let more = true; more;) {
    const { lateness, failures, more: waiting } = await it_.engine.fireDue(250);
    expect(failures).toEqual([]);
    chunks.push(lateness.length);
    more = waiting;
  }
  expect(Math.max(...chunks)).toBeLessThan(ids.length * 40);
  const { rows } = await it_.pool.query(`SELECT at FROM case_event WHERE kind = 'timer' ORDER BY position`);
  expect(rows.length).toBeGreaterThan(ids.length * 3 * 4 * 45);
  const dues = rows.map((row) => row.at.getTime());
  expect(dues).toEqual([...dues].sort((a, b) => a - b));
  await it_.send(ids[0] as string, 'URGE');
});

it('lets a person be the first to look at a case after three years', async () => {
  const id = await openBurdened();
  it_.clock.at += 3 * 365 * DAY;
  await it_.send(id, 'URGE');
  expect((await it_.engine.history(id)).length).toBeGreaterThan(3 * 4 * 45);
  expect(await it_.until(it_.clock.at)).toBe(0);
});
