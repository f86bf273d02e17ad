// What the office keeps beside a case is written with whatever changes it: a person's step, a timer, an amendment.
import { createMigrating, registryOf } from '@huiyin/workflow';
import { UNITS } from '../support/a-case.ts';
import { anEngine } from '../support/an-engine.ts';
import type { AnEngine } from '../support/an-engine.ts';

let it_: AnEngine;
beforeAll(async () => (it_ = await anEngine()));
afterAll(() => it_.stop());

async function seenBy(id: string): Promise<string[]> {
  const { rows } = await it_.pool.query('SELECT unit FROM case_scope WHERE case_id = $1 ORDER BY unit', [id]);
  return rows.map((row) => row.unit);
}

async function linksOf(id: string): Promise<string[]> {
  const { rows } = await it_.pool.query('SELECT other, relation FROM petition_link WHERE case_id = $1', [id]);
  return rows.map(({ other, relation }) => `${other} ${relation}`);
}

it('shows a case to those whom a step gives it to, and no longer to those it takes it from', async () => {
  const id = await it_.open();
  const registered = await seenBy(id);
  await it_.send(id, 'ACCEPT');
  await it_.send(id, 'TRANSFER', { unit: UNITS.lead });
  expect(await seenBy(id)).toEqual([...registered, UNITS.lead].sort());
  await it_.send(id, 'OBJECT');
  await it_.send(id, 'DECIDE_OBJECTION', { upheld: true });
  expect(await seenBy(id)).toEqual(registered);
});

it('links and unlinks with the step that says so', async () => {
  const [id, other] = [await it_.open(), await it_.open()];
  await it_.send(id, 'LINK', { petition: other, relation: 'related' });
  expect(await linksOf(id)).toEqual([`${other} related`]);
  await it_.send(id, 'UNLINK', { petition: other });
  expect(await linksOf(id)).toEqual([]);
});

it('goes by the case that the step was really written on, whatever its sender had seen', async () => {
  const [id, other, another] = [await it_.open(), await it_.open(), await it_.open()];
  const { record: seen } = await it_.send(id, 'LINK', { petition: other, relation: 'related' });
  await it_.send(id, 'UNLINK', { petition: other });
  await it_.send(id, 'LINK', { petition: another, relation: 'related' }, { seen });
  expect(await linksOf(id)).toEqual([`${another} related`]);
});

it('asks for no rows of a step that leaves the parties alone, be it a person’s or a timer’s', async () => {
  const id = await it_.open();
  const { record: before } = await it_.send(id, 'ACCEPT');
  await it_.until(it_.clock.at + 40 * 86_400_000);
  const { record: after } = await it_.send(id, 'URGE');
  expect(after.revision).toBeGreaterThan(before.revision + 3);
  // The same objects after a step: nothing is computed for them.
  expect(it_.beside.rowsOf(after, { ...after, context: { ...after.context, urged: 2 } })).toEqual({});
});

it('rewrites it for each case of a chunk that a migration or its undoing moves to others', async () => {
  const [registered, transferred] = [await it_.open(), await it_.open()];
  await it_.send(transferred, 'ACCEPT');
  await it_.send(transferred, 'TRANSFER', { unit: UNITS.lead });
  const before = [await seenBy(registered), await seenBy(transferred)];
  const stands = it_.registry.latest('petition');
  const registry = registryOf(
    [stands, { ...stands, version: 3 }],
    [{ id: 'petition', from: 2, to: 3, states: {}, context: (context) => ({ ...context, unit: UNITS.another }) }],
  );
  const migrating = createMigrating({ ...it_, registry, announce: () => undefined });
  const chunk = { after: '00000000-0000-0000-0000-000000000000', limit: 100 };
  const by = { actor: { account: 'admin', unit: UNITS.top } };
  await migrating.migrate({ id: 'petition', from: 2, to: 3 }, chunk, by);
  for (const id of [registered, transferred]) {
    expect(await seenBy(id)).toContain(UNITS.another);
    expect(await seenBy(id)).not.toContain(UNITS.lead);
  }
  await migrating.takeBack({ id: 'petition', from: 3, to: 2 }, chunk, by);
  expect([await seenBy(registered), await seenBy(transferred)]).toEqual(before);
});
