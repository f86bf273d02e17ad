// A province with periods of its own, over HTTP: its dates, and what they rest on.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { addDays, dateOf } from '@huiyin/domain';
import { PROVINCE } from '../support/policies.ts';
import { startSystem } from '../support/system.ts';
import type { System } from '../support/system.ts';
import { CLERK, expectStatus, HANDLER, petitionAt, step } from './procedure.ts';

const example = fileURLToPath(new URL('../../examples/law', import.meta.url));

describe('with the example’s policy', () => {
  let system: System;
  beforeAll(async () => (system = await startSystem({ env: { HUIYIN_LAW: example } })));
  afterAll(() => system.stop());

  const explain = async (id: string, name: string, language: string) => {
    const path = `/v1/petitions/${id}/clocks/${name}/explanation`;
    return expectStatus(await system.client.call(CLERK, 'GET', path, { headers: { 'accept-language': language } }), 200)
      .body;
  };

  it('a petition has the province’s dates, and their explanation names its regulation', async () => {
    const id = await petitionAt(system.client, 'handling');
    const today = dateOf(await system.client.now());
    const zh = await explain(id, 'handling', 'zh');
    expect(zh).toMatchObject({ dueOn: addDays(today, 30), policy: 'example-province', rule: { amount: 30 } });
    expect(zh.clock).toMatchObject({ article: '23', basis: 'law', source: expect.stringContaining('示例省信访条例') });
    expect(zh.text[0]).toContain('依据《示例省信访条例（虚构，仅作示例）》第二十三条');
    expect((await explain(id, 'handling', 'en')).text[0]).toContain('Petition Regulations of an Example Province');
    expect((await explain(id, 'notice', 'zh')).rule).toEqual({ amount: 5, unit: 'workday', roll: 'none' });
    expect((await explain(id, 'transfer', 'zh')).clock).toMatchObject({ article: '22', source: '信访工作条例' });
  });

  it('an extension is asked for within the province’s limit', async () => {
    const id = await petitionAt(system.client, 'handling');
    const refused = await system.client.send(HANDLER, id, 'REQUEST_EXTENSION', { days: 61, reason: '情况复杂' });
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: '/data/days' }] } });
    await step(system.client, id, HANDLER, 'REQUEST_EXTENSION', { days: 60, reason: '情况复杂' });
  });

  it('petitions that were registered before keep the national numbers', async () => {
    const { body } = await system.client.get(CLERK, '/v1/petitions?limit=1&stage=handling');
    const [seeded] = body.items;
    const clocks = (await system.client.get(CLERK, `/v1/petitions/${seeded.id}/clocks`)).body.items;
    expect(clocks.map((clock: { source: string | null }) => clock.source)).not.toContain(
      expect.stringContaining('示例'),
    );
  });
});

it('does not start with a policy that is wrong, or for an area that is not there', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'law-'));
  await mkdir(join(folder, 'policies'));
  const given = (policy: object) => writeFile(join(folder, 'policies', 'a.json'), JSON.stringify(policy));
  const start = () => startSystem({ workers: 0, env: { HUIYIN_LAW: folder } });
  await given({ ...PROVINCE, area: 'nowhere' });
  await expect(start()).rejects.toThrow(/policy example-2026: area: there is no unit nowhere/);
  await given({
    ...PROVINCE,
    area: 'ys',
    rules: { notice: { amount: -5, unit: 'workday', article: '20' } },
    colour: 1,
  });
  await expect(start()).rejects.toThrow(/rules\.notice\.amount: [^]*colour: is not known here/);
  await rm(folder, { recursive: true });
});
