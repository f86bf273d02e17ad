import { addDays, startOfDay } from '@huiyin/domain';
import { Dice, Staff } from '@huiyin/lab-kit';
import { besideCases, createOffice, NATIONAL_LAW } from '@huiyin/office';
import { openDatabase, poolOf } from '@huiyin/platform';
import { createEngine, petitionRegistry } from '@huiyin/workflow';
import type { Channel } from '@huiyin/workflow/contract';
import type { DataSource } from 'typeorm';
import type { Last } from '../../labs/simulate/src/office/behaviour.ts';
import type { Act } from '../../labs/simulate/src/office/desk.ts';
import { Counter } from '../../labs/simulate/src/run/counter.ts';
import { liveThroughDay, newLife } from '../../labs/simulate/src/run/life.ts';
import { SimulatedClock } from '../../labs/simulate/src/run/simulated-clock.ts';
import { settle } from '../../labs/simulate/src/run/township.ts';
import { Unforeseen } from '../../labs/simulate/src/run/unforeseen.ts';
import { arrivalsOf } from '../../labs/simulate/src/world/arrivals.ts';
import type { Arrival } from '../../labs/simulate/src/world/arrivals.ts';
import { readTemplates } from '../../labs/simulate/src/world/templates.ts';
import { ownDatabase } from '../support/own-database.ts';
import type { OwnDatabase } from '../support/own-database.ts';

const FOLDER = new URL('../../examples/township/', import.meta.url);
const FROM = '2025-01-06';
const EVENING = startOfDay(addDays(FROM, 1));

let database: OwnDatabase;
let dataSource: DataSource;
let counter: Counter;
/** Petitions of one day, one for each test. */
let arrivals: Arrival[];

beforeAll(async () => {
  database = await ownDatabase();
  dataSource = await openDatabase(database.url, { poolSize: 2 });
  const dice = new Dice('life');
  const { township, directory } = await settle(dataSource, FOLDER, dice);
  const clock = new SimulatedClock();
  const pool = poolOf(dataSource);
  const registry = petitionRegistry();
  const engine = createEngine({ pool, registry, clock, beside: besideCases(directory), announce: () => undefined });
  const office = createOffice({ pool, engine, clock, registry, directory, law: NATIONAL_LAW });
  counter = new Counter({ office, clock, staff: new Staff(township, directory), dice });
  arrivals = arrivalsOf({ from: FROM, days: 1, petitions: 8 }, await readTemplates(FOLDER, township), dice);
});
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

function registered(channel: Channel = 'visit'): Promise<Last> {
  return counter.open({ ...arrived(), channel });
}

function arrived(): Arrival {
  const arrival = arrivals.pop();
  if (!arrival) throw new Error('more tests than petitions');
  return arrival;
}

describe('what the chart refuses', () => {
  it('ends the year where the state does not know it', async () => {
    const last = await registered();
    const supplement: Act = { type: 'SUPPLEMENT', at: last.at, data: {} };
    await expect(counter.act(supplement, last)).rejects.toThrow(Unforeseen);
    await expect(counter.act(supplement, last)).rejects.toThrow(
      new RegExp(
        `^case ${last.record.id}: SUPPLEMENT at 2025-01-06T.* is refused in acceptance\\.registered\\..* by the state`,
      ),
    );
  });

  it('ends the year where nobody may send it', async () => {
    const last = await registered();
    const hearing: Act = { type: 'HEAR', at: last.at, data: {} };
    await expect(counter.act(hearing, last)).rejects.toThrow(
      /HEAR at .* may be sent by nobody in the township who knows of it$/,
    );
  });

  it('ends the year where a guard says no that was not to', async () => {
    const last = await registered('online');
    const refusal: Act = { type: 'REFUSE', at: last.at, data: { basis: 'litigation-visit' } };
    await expect(counter.act(refusal, last)).rejects.toThrow(/REFUSE .* by basisIsStatutory$/);
  });

  it('leaves the case as it was where that was foreseen', async () => {
    const last = await registered('online');
    const refused = await counter.act(
      { type: 'REFUSE', at: last.at, data: { basis: 'litigation-visit' }, forbiddenBy: ['basisIsStatutory'] },
      last,
    );
    expect(refused).toEqual({ ...last, refused: true });
  });

  it('ends the year where it lets pass what it was to refuse', async () => {
    const last = await registered();
    const acceptance: Act = { type: 'ACCEPT', at: last.at, data: {}, forbiddenBy: ['heard'] };
    await expect(counter.act(acceptance, last)).rejects.toThrow(
      new RegExp(`^case ${last.record.id}: ACCEPT at .* was let pass, against heard$`),
    );
  });
});

describe('a day of a case', () => {
  /** Two clerks who pass a paper to and fro, each time after so long. */
  const toAndFro =
    (after: number) =>
    (_: Arrival, { record, at }: Last): Act =>
      record.revision % 2 === 1
        ? { type: 'REQUEST_SUPPLEMENT', at: at + after, data: { items: ['身份证明'] } }
        : { type: 'SUPPLEMENT', at: at + after, data: {} };

  it.each([
    ['in one moment', 0],
    ['a second at a time', 1000],
  ])('ends the year when it goes round in a circle %s', async (_, after) => {
    const day = liveThroughDay(newLife(arrived()), EVENING, { counter, plan: toAndFro(after) });
    await expect(day).rejects.toThrow(
      /^case .*: REQUEST_SUPPLEMENT at 2025-01-06T.* would be more than 12 acts on one day$/,
    );
  });

  it('is over when the next act is for another', async () => {
    const life = newLife(arrived());
    await liveThroughDay(life, EVENING, { counter, plan: toAndFro(EVENING - life.arrival.registeredAt - 1) });
    expect(life).toMatchObject({ steps: 2, refused: 0, next: { type: 'SUPPLEMENT' } });
  });
});
