// A petition that has gone on under another version of the chart, as the API shows it: now, then, and line by line.
import { openDatabase, poolOf, REGISTRY } from '@huiyin/platform';
import { createMigrating, petitionDefinition, registryOf } from '@huiyin/workflow';
import type { Registry } from '@huiyin/workflow';
import { HistoryView, PetitionView } from '@huiyin/workflow/contract';
import type { DataSource } from 'typeorm';
import { BEFORE_ALL, CHUNK } from '../../libs/office/src/chunk.ts';
import { draftOf } from '../support/draft.mjs';
import { startSystem } from '../support/system.ts';
import type { System } from '../support/system.ts';
import { CLERK, expectStatus, HANDLER, petition, petitionAt, step } from './procedure.ts';

const DAY = 86_400_000;
const definition = petitionDefinition();
const draft = draftOf(definition);
const registry = registryOf([definition, draft.definition], [draft.migration]);
const BY = { actor: { account: 'admin', unit: 'ys-qh-xfj' }, ground: '第三版自今日起施行' };

let system: System;
let dataSource: DataSource;
beforeAll(async () => {
  system = await startSystem();
  dataSource = await openDatabase(system.databaseUrl, { poolSize: 2 });
  // A program with both versions in it; petitions are registered under the older one, to be migrated.
  const both = { ...registry, latest: () => definition };
  for (const app of [system.api, ...system.workers]) Object.assign(app.get<Registry>(REGISTRY), both);
});
afterAll(async () => {
  await dataSource.destroy();
  await system.stop();
});

const migrating = () =>
  createMigrating({
    pool: poolOf(dataSource),
    registry,
    clock: system.client,
    beside: null,
    announce: () => undefined,
  });
const ALL = { after: BEFORE_ALL, limit: CHUNK };

const standing = ({ clocks }: PetitionView) => clocks.map(({ name, dueOn, status }) => ({ name, dueOn, status }));

const get = async (path: string, language = 'zh') => {
  const headers = { 'accept-language': language };
  return expectStatus(await system.client.call(CLERK, 'GET', path, { headers }), 200).body;
};
const linesOf = async (id: string, language?: string) =>
  ((await get(`/v1/petitions/${id}/history`, language)).items as unknown[]).map((line) => HistoryView.parse(line));
const asOf = async (id: string, at: number) =>
  PetitionView.parse(await get(`/v1/petitions/${id}?asOf=${encodeURIComponent(new Date(at).toISOString())}`));

it('shows where it stands and stood, what was done to it and by whom, and lets people go on', async () => {
  const id = await petitionAt(system.client, 'handling');
  await step(system.client, id, 'qh.director', 'RECOMMEND', { kind: 'improve', to: 'ys-qh-ll-nyb', text: '建议' });
  const before = { at: await system.client.now(), view: await petition(system.client, id) };
  expect(before.view).toMatchObject({ state: 'handling.working.onTime', machine: { version: 2 } });

  await system.client.moveBy(1);
  expect(await migrating().migrate({ id: 'petition', from: 2, to: 3 }, ALL, BY)).toMatchObject({ failures: [] });
  const migrated = { at: await system.client.now(), view: await petition(system.client, id) };
  expect(migrated.view).toMatchObject({ state: 'handling.examining.onTime', machine: { version: 3 } });
  const due = ({ clocks }: PetitionView) => clocks.find(({ name }) => name === 'handling')?.dueOn;
  expect(due(migrated.view)).toBe(due(before.view));
  expect((await linesOf(id)).at(-1)).toMatchObject({
    kind: 'amendment',
    event: 'MIGRATE',
    title: '办理流程由第 2 版转为第 3 版',
    actor: BY.actor,
    data: { from: 2, to: 3, ground: BY.ground },
    from: 'handling.working.onTime',
    to: 'handling.examining.onTime',
  });
  expect((await linesOf(id, 'en')).at(-1)?.title).toBe('Moved from version 2 of the procedure to 3');

  await system.client.moveBy(1);
  const taken = await migrating().takeBack({ id: 'petition', from: 3, to: 2 }, ALL, BY);
  expect(taken.failures).toEqual([]);
  expect(taken.migrated).toBeGreaterThan(0);
  expect((await linesOf(id)).at(-1)?.title).toMatch(/^撤回第 \d+ 条：办理流程由第 3 版恢复为第 2 版$/);
  expect(await petition(system.client, id)).toMatchObject({
    state: 'handling.working.onTime',
    machine: { version: 2 },
  });
  const recommendation = (await get(`/v1/petitions/${id}/clocks/recommendation/ledger`)).items;
  expect(recommendation.map(({ kind }: { kind: string }) => kind)).toEqual(['started', 'cancelled', 'restored']);

  for (const then of [before, migrated]) {
    const shown = await asOf(id, then.at + DAY / 24);
    expect([shown.state, shown.machine]).toEqual([then.view.state, then.view.machine]);
    expect(standing(shown)).toEqual(standing(then.view));
  }

  await migrating().migrate({ id: 'petition', from: 2, to: 3 }, ALL, BY);
  expect((await petition(system.client, id)).allowedEvents).not.toContain('OPEN_HEARING');
  await step(system.client, id, HANDLER, 'HEAR');
  expect((await linesOf(id)).map(({ event }) => event).slice(-4)).toEqual(['MIGRATE', 'MIGRATE', 'MIGRATE', 'HEAR']);
  await system.client.moveBy(70);
  expect((await petition(system.client, id)).state).toBe('handling.examining.escalated3');
});
