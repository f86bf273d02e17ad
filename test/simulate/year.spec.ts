import { openDatabase, poolOf } from '@huiyin/platform';
import { petitionRegistry } from '@huiyin/workflow';
import type { DataSource } from 'typeorm';
import { sum } from '../../labs/simulate/src/outcome/figures.ts';
import { prove } from '../../labs/simulate/src/outcome/proof.ts';
import { tableOf } from '../../labs/simulate/src/outcome/table.ts';
import { NotEmpty } from '../../labs/simulate/src/run/township.ts';
import { simulate } from '../../labs/simulate/src/simulate.ts';
import type { Simulated } from '../../labs/simulate/src/simulate.ts';
import { ownDatabase } from '../support/own-database.ts';
import type { OwnDatabase } from '../support/own-database.ts';

const SHORT = {
  from: '2025-01-01',
  days: 130,
  petitions: 60,
  folder: new URL('../../examples/township/', import.meta.url),
};

let database: OwnDatabase;
let dataSource: DataSource;
let first: Simulated;

beforeAll(async () => {
  database = await ownDatabase();
  first = await simulate({ ...SHORT, seed: '1', databaseUrl: database.url });
  dataSource = await openDatabase(database.url, { poolSize: 4 });
});
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

async function digestOf(options: { seed: string; outages?: boolean }): Promise<string> {
  const own = await ownDatabase();
  try {
    return (await simulate({ ...SHORT, ...options, databaseUrl: own.url })).proof.digest;
  } finally {
    await own.drop();
  }
}

describe('a short year', () => {
  it('proves itself', () => {
    const { faults, counts } = first.proof;
    expect(faults).toEqual([]);
    expect(counts.cases).toBe(SHORT.petitions);
    expect(counts.audited).toBe(SHORT.petitions);
    expect(counts.armed).toBe(counts.fired + counts.calledOff + counts.waiting);
    expect(counts.open).toBeGreaterThan(0);
    expect(counts.open).toBeLessThan(SHORT.petitions);
  });

  it('has a worker that is late at times, and people who have the timers fired first', () => {
    expect(first.year.fired.late).toBeGreaterThan(0);
    expect(first.year.fired.timers).toBeLessThanOrEqual(first.proof.counts.fired);
  });

  it('comes out the same again, worker asleep or not', async () => {
    expect(await digestOf({ seed: '1', outages: false })).toBe(first.proof.digest);
  });

  it('comes out differently with another seed', async () => {
    expect(await digestOf({ seed: '2' })).not.toBe(first.proof.digest);
  });

  it('counts each petition once in every part of its table', () => {
    const { total, parts } = first.report;
    expect(total.total).toBe(SHORT.petitions);
    expect(total.repeated).toBe(Math.round(SHORT.petitions * 0.227));
    expect(total.closed).toBe(SHORT.petitions - first.proof.counts.open);
    for (const { rows } of parts) expect(sum(rows.map(({ figures }) => figures))).toEqual(total);
    for (const share of [total.onTime, total.solvedAtOnce, total.satisfied]) {
      expect(share.of).toBeGreaterThan(0);
      expect(share.part).toBeLessThanOrEqual(share.of);
    }
  });

  it.each([
    ['协办', 'ADD_PARTY'],
    ['调解', 'START_MEDIATION'],
    ['复查', 'REQUEST_REVIEW'],
  ])('counts %s as its histories do', async (name, type) => {
    const [row] = await dataSource.query<{ n: number }[]>(
      `SELECT count(*)::int AS n FROM case_event WHERE event ->> 'type' = $1`,
      [type],
    );
    expect(first.report.ways.find((way) => way.name === name)?.count).toBe(row?.n);
    expect(row?.n).toBeGreaterThan(0);
  });

  it('has each way of the procedure in time no oftener than it was due', () => {
    for (const { name, count, onTime } of first.report.ways) {
      expect({ name, count, ...onTime }).toMatchObject({ part: Math.min(onTime.part, onTime.of) });
      if (name !== '协办') expect(onTime.of).toBeLessThanOrEqual(count);
    }
    const lines = tableOf(first.report);
    for (const { name } of first.report.ways) expect(lines.some((line) => line.startsWith(name))).toBe(true);
  });

  it('is refused on a database that holds petitions', async () => {
    await expect(simulate({ ...SHORT, seed: '1', databaseUrl: database.url })).rejects.toThrow(NotEmpty);
  });
});

const OPEN = `(SELECT id FROM petition_case WHERE stage <> 'closed' ORDER BY id LIMIT 1)`;

describe('the proof bites', () => {
  /** What somebody does to the tables, and how it is undone. Both say which case it was. */
  const TAMPERED: readonly (readonly [string, string, string])[] = [
    [
      'a waiting timer marked as fired',
      `UPDATE case_timer SET status = 'fired', fired_at = due_at WHERE status = 'armed' AND case_id = ${OPEN} RETURNING case_id`,
      `UPDATE case_timer SET status = 'armed', fired_at = NULL WHERE fired_at = due_at AND case_id = ${OPEN}
         AND due_at >= (SELECT wake_at FROM petition_case WHERE id = ${OPEN}) RETURNING case_id`,
    ],
    [
      'a line of a history moved by a minute',
      `UPDATE case_event SET at = at + interval '1 minute' WHERE seq = 2 AND case_id = ${OPEN} RETURNING case_id`,
      `UPDATE case_event SET at = at - interval '1 minute' WHERE seq = 2 AND case_id = ${OPEN} RETURNING case_id`,
    ],
    [
      'a case that will not wake',
      `UPDATE petition_case SET wake_at = NULL WHERE id = ${OPEN} RETURNING id AS case_id`,
      `UPDATE petition_case SET wake_at = (SELECT min(due_at) FROM case_timer WHERE status = 'armed' AND case_id = ${OPEN})
       WHERE id = ${OPEN} RETURNING id AS case_id`,
    ],
    [
      'an alert owed under another number',
      `UPDATE case_effect SET number = number + 7 WHERE id = (SELECT max(id) FROM case_effect) RETURNING case_id`,
      `UPDATE case_effect SET number = number - 7 WHERE id = (SELECT max(id) FROM case_effect) RETURNING case_id`,
    ],
  ];

  beforeAll(() => dataSource.query('ALTER TABLE case_event DISABLE TRIGGER USER'));

  const proven = () =>
    prove({ pool: poolOf(dataSource), registry: petitionRegistry(), year: first.year }).then(({ faults }) => faults);

  it.each(TAMPERED)('names %s', async (_, tamper, undo) => {
    const [rows] = await dataSource.query<[{ case_id: string }[], number]>(tamper);
    const faults = await proven().finally(() => dataSource.query(undo));
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(faults.map(({ caseId }) => caseId))).toEqual(new Set(rows.map(({ case_id }) => case_id)));
  });

  it('finds nothing when all is put back', async () => {
    expect(await proven()).toEqual([]);
  });

  it('names a petition that was answered and is not there', async () => {
    const cases = new Map([
      ...first.year.cases,
      ['00000000-0000-7000-8000-000000000000', [...first.year.cases.values()][0]],
    ]);
    const { faults } = await prove({
      pool: poolOf(dataSource),
      registry: petitionRegistry(),
      year: { ...first.year, cases: cases as typeof first.year.cases },
    });
    expect(faults).toEqual([
      { caseId: '00000000-0000-7000-8000-000000000000', detail: 'was registered and is not there' },
    ]);
  });
});
