// A number of the law changes: new cases count by it, and nothing that is said of a case that began before moves by a day.
import { besideCases, checkClocks, createRegister, Directory, NATIONAL_LAW } from '@huiyin/office';
import type { Law } from '@huiyin/office';
import { caseFromRow, CASE_COLUMNS, createEngine, petitionRegistry, registryOf, sealed } from '@huiyin/workflow';
import type { CaseRow, PetitionChart, PetitionRegistry, Policy } from '@huiyin/workflow';
import { STATUTORY_CALENDAR } from '@huiyin/domain';
import { apart, EVENTS } from '@huiyin/workflow/contract';
import type { EventType } from '@huiyin/workflow/contract';
import { explainClock } from '../../apps/api/src/petitions/clock.presenter.ts';
import { createActions } from '../../libs/workflow/src/petition/actions.ts';
import { createChartClocks } from '../../libs/workflow/src/petition/chart-clocks.ts';
import { createReckoning } from '../../libs/workflow/src/petition/reckoning.ts';
import { PEOPLE, petition, senderOf } from '../support/a-case.ts';
import { anEngine, FORM } from '../support/an-engine.ts';
import type { AnEngine } from '../support/an-engine.ts';

/** What the national law might become one day: forty-five days for sixty, and fifteen more for thirty. */
const CHANGE: Policy = {
  id: 'example-change',
  source: { zh: '信访工作条例修正案（虚构）', en: 'a change of law that is made up' },
  validFrom: '2026-07-01',
  rules: { handling: { amount: 45, unit: 'calendar-day', article: '34', mark: 'law' } },
  limits: { extension: { amount: 15, article: '34', mark: 'law' } },
};

/** The next version, with those numbers written into it: nothing in the case says that they are others. */
function nextVersion(): PetitionChart {
  const counted = createReckoning([STATUTORY_CALENDAR]);
  const reckoningOf: typeof counted = (...asked) => ({ ...counted(...asked), changeOfLaw: CHANGE });
  const extensionWithinLimit = ({ event }: { event: { data: { days: number } } }) => event.data.days <= 15;
  const machine = petition.machine.provide({
    actions: createActions(reckoningOf) as object,
    guards: { extensionWithinLimit } as object,
  });
  const limitOf: PetitionChart['limitOf'] = (name) => petition.limitOf(name, { changeOfLaw: CHANGE });
  return { ...petition, version: petition.version + 1, machine, clocks: createChartClocks(reckoningOf), limitOf };
}

interface Program {
  readonly registry: PetitionRegistry;
  readonly law: Law;
}
const CASE = `SELECT ${CASE_COLUMNS.join(', ')} FROM petition_case WHERE id = $1`;
const BEFORE: Program = { registry: petitionRegistry(), law: NATIONAL_LAW };

describe.each<[string, Program]>([
  ['as dated numbers', { registry: petitionRegistry(), law: { ...NATIONAL_LAW, changes: [CHANGE] } }],
  ['as the next version of the chart', { registry: registryOf([petition, nextVersion()]), law: NATIONAL_LAW }],
])('a shorter period that comes %s', (_, after) => {
  let world: AnEngine;
  let directory: Directory;
  let [old, young] = ['', ''];
  let oldBefore: ReturnType<typeof explained>;

  beforeAll(async () => {
    world = await anEngine();
    directory = new Directory(world.pool);
    await world.until('2026-06-22T10:00:00+08:00');
    old = await inHandling(BEFORE);
    oldBefore = explained(BEFORE, await contextOf(old));
    await world.until('2026-07-06T10:00:00+08:00');
    young = await inHandling(after);
  });
  afterAll(() => world.stop());

  async function inHandling(program: Program): Promise<string> {
    const { clock } = world;
    const register = createRegister({ engine: engineOf(program), clock, directory, law: program.law });
    const { record } = await register({ form: FORM, by: PEOPLE.intake });
    const { id } = record;
    await send(program, id, 'ACCEPT');
    await send(program, id, 'TRANSFER', { unit: 'ys-qh-ll-zrs' });
    await send(program, id, 'GIVE_NOTICE');
    return id;
  }

  const engineOf = ({ registry }: Program) =>
    createEngine({
      pool: world.pool,
      registry,
      clock: world.clock,
      beside: besideCases(directory),
      announce: () => undefined,
    });

  function send(program: Program, caseId: string, type: EventType, data: object = {}) {
    const parsed = EVENTS[type].data.parse({ ...EVENTS[type].example, ...data }) as Record<string, unknown>;
    return engineOf(program).advance({
      caseId,
      ...sealed(apart(type, parsed)),
      actor: PEOPLE[senderOf(type)],
    });
  }

  async function contextOf(id: string) {
    const { rows } = await world.pool.query<CaseRow>(CASE, [id]);
    const record = caseFromRow(rows[0] as CaseRow);
    return { record, context: record.context };
  }

  function explained({ registry }: Program, { record, context }: Awaited<ReturnType<typeof contextOf>>) {
    const clock = context.clocks.find(({ name }) => name === 'handling');
    if (!clock) throw new Error('it is not handled yet');
    return explainClock({ clock, chart: registry.of(record), context, ledger: [] }, context.now, 'zh');
  }

  it('holds for a new case', async () => {
    const { rule, dueOn } = explained(after, await contextOf(young));
    expect([rule.amount, dueOn]).toEqual([45, '2026-08-20']);
  });

  it('leaves the day of an older case, and every word of how it came about', async () => {
    expect([oldBefore.rule.amount, oldBefore.dueOn]).toEqual([60, '2026-08-21']);
    expect(explained(after, await contextOf(old))).toEqual(oldBefore);
  });

  it('leaves the limit of its extension', async () => {
    const limitOf = async (id: string) => {
      const { record, context } = await contextOf(id);
      return after.registry.of(record).limitOf('extension', context).amount;
    };
    expect([await limitOf(old), await limitOf(young)]).toEqual([30, 15]);
    await expect(send(after, young, 'REQUEST_EXTENSION', { days: 20 })).rejects.toMatchObject({
      refusedBy: ['extensionWithinLimit'],
    });
    await expect(send(after, old, 'REQUEST_EXTENSION', { days: 20 })).resolves.toBeDefined();
  });

  it('alarms nobody in the night: every clock is what its own law makes of its ledger', async () => {
    expect(await checkClocks(world.pool, after.registry)).toMatchObject({ cases: 2, differences: [] });
  });
});
