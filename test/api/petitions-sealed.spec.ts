// The thirty petitions of the township: those that a village must never hear of, and that none is left out.
import { readdirSync, readFileSync } from 'node:fs';
import type { PetitionView } from '@huiyin/workflow/contract';
import { CLERK, OPINION, petition, register, step, take } from './procedure.ts';
import { demo, expectAsWished, registered, THIRTY } from './thirty.ts';
import { answered, peopleWithin, startTownship } from './township.ts';
import type { Township } from './township.ts';
import { expectUnseen } from './unseen.ts';

let township: Township;
beforeAll(async () => (township = await startTownship()));
afterAll(() => township.stop());

const VILLAGE = peopleWithin('ys-qh-ll-ds');

async function neverSeen(view: PetitionView): Promise<void> {
  for (const user of VILLAGE) await expectUnseen(township.client, user, await petition(township.client, view.id));
}

it('P07 反映村干部优亲厚友 goes to discipline inspection, and the village never sees it', async () => {
  const { client } = township;
  const view = await registered(client, 'P07');
  expect(demo('P07').expect['never']).toEqual(['ys-qh-ll-ds']);
  await neverSeen(view);
  await take(client, view.id, [CLERK, 'ACCEPT'], [CLERK, 'TRANSFER', { unit: 'ys-qh-ll-jw' }]);
  await neverSeen(view);
  await client.moveBy(16); // reminded of, and overdue
  await take(client, view.id, ['ll.jw', 'GIVE_NOTICE'], ['ll.jw', 'INVESTIGATE', { findings: '查实' }]);
  await take(client, view.id, ['ll.jw', 'ISSUE_OPINION', OPINION], ['ll.xfb', 'APPROVE_OPINION']);
  await step(client, view.id, 'll.jw', 'SERVE', { method: 'inPerson' });
  await client.moveBy(16);
  await neverSeen(view);
  await expectAsWished(client, 'P07', view.id);
});

it('P29 既要赔偿又举报 is split in two, and neither tells of the other', async () => {
  const { client } = township;
  const claim = await registered(client, 'P29');
  const report = await register(client, {
    purpose: 'accusation',
    title: '拆猪场带队的人收烟酒',
    text: '拆的时候带队的人收了隔壁的烟酒，请一并查。',
    place: 'ys-qh-ll-ds',
    accused: [{ name: '带队的人', unit: 'ys-qh-ll-ds' }, '柳林镇大石村'],
  });
  const split = await step(client, claim.id, CLERK, 'LINK', { petition: report.id, relation: 'split' });
  expect(split.links).toEqual([{ petition: report.id, relation: 'split' }]);
  expect([split.purpose, report.purpose]).toEqual(demo('P29').expect['split']);
  expect([split.confidential, report.confidential]).toEqual([true, true]);

  await take(client, claim.id, ...answered({ lead: 'ys-qh-ll-nyb' }).filter(([, type]) => !/APPROVE|SERVE/.test(type)));
  await take(client, report.id, [CLERK, 'ACCEPT'], [CLERK, 'TRANSFER', { unit: 'ys-qh-ll-jw' }]);
  expect((await petition(client, report.id)).track).toBe('discipline');
  for (const view of [claim, report]) await neverSeen(view);

  await expectUnseen(client, 'll.nyb', await petition(client, report.id));
  expect((await petition(client, claim.id, 'll.nyb')).links).toEqual([]);
  const { body } = await client.get('ll.nyb', `/v1/petitions/${claim.id}/history`);
  expect(JSON.stringify(body)).not.toContain(report.id);
  expect(JSON.stringify(body)).not.toContain('split');
  await expectUnseen(client, 'll.jw', await petition(client, claim.id));
});

it('every one of the thirty is a test', () => {
  const files = readdirSync(new URL('.', import.meta.url)).filter((name) => /^petitions-.*\.spec\.ts$/.test(name));
  const tests = files.map((name) => readFileSync(new URL(name, import.meta.url), 'utf8')).join('\n');
  for (const { id } of THIRTY) expect([id, new RegExp(`'${id}[ ']`).test(tests)]).toEqual([id, true]);
});
