// A draft chart and a draft policy over the demo's petitions: what would have come out differently, and nothing written.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seedDemo } from '@huiyin/platform';
import type { Tally } from '@huiyin/office';
import { REASONS } from '../../libs/workflow/src/petition/guards.ts';
import { anEngine } from '../support/an-engine.ts';
import type { AnEngine } from '../support/an-engine.ts';
import { PROVINCE } from '../support/policies.ts';
import { runHuiyin, runProgram } from '../support/program.ts';

const demo = new URL('../../examples/township/', import.meta.url);
const [REGISTERED, SERVED, CALLED, TODAY] = ['2026-03-02', '2026-03-12', '2026-03-28', '2026-05-01'].map(
  (day) => `${day}T10:00:00+08:00`,
) as [string, string, string, string];

let world: AnEngine;
let folder: string;
let followedUp: { called: string[]; visited: string[] };
beforeAll(async () => {
  world = await anEngine();
  await world.pool.query('INSERT INTO virtual_clock (now) VALUES ($1)', [REGISTERED]);
  await seedDemo({ databaseUrl: world.url, folder: demo, clock: 'virtual' });
  await world.until(REGISTERED);
  const { rows } = await world.pool.query<{ id: string }>(
    `SELECT case_id AS id FROM petition WHERE purpose = 'appeal' AND kept_from = '{}' ORDER BY case_id LIMIT 4`,
  );
  const [one, two, three, handled] = rows.map(({ id }) => id) as [string, string, string, string];
  for (const id of [one, two, three, handled]) {
    await world.send(id, 'ACCEPT');
    await world.send(id, 'TRANSFER', { unit: 'ys-qh-ll-zrs' });
    await world.send(id, 'GIVE_NOTICE');
  }
  await world.until(SERVED);
  for (const id of [one, two, three]) {
    for (const act of ['HEAR', 'INVESTIGATE', 'ISSUE_OPINION', 'APPROVE_OPINION', 'SERVE'] as const)
      await world.send(id, act);
  }
  await world.until(CALLED);
  for (const id of [one, two]) await world.send(id, 'RECORD_FOLLOW_UP', { method: 'phone', result: 'satisfied' });
  await world.send(three, 'RECORD_FOLLOW_UP', { method: 'visit', result: 'satisfied' });
  followedUp = { called: [one, two], visited: [three] };
  await world.until(TODAY);
  await world.pool.query('UPDATE virtual_clock SET now = $1', [TODAY]);
  folder = await mkdtemp(join(tmpdir(), 'drafts-'));
});
afterAll(async () => {
  await world.stop();
  await rm(folder, { recursive: true });
});

const env = () => ({ DATABASE_URL: world.url, HUIYIN_CLOCK: 'virtual' });
const tried = (...args: string[]) => runHuiyin(['draft', ...args], env());

async function tallied(...args: string[]): Promise<Tally> {
  const { code, out, err } = await tried(...args, '--json');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out) as Tally;
}

async function given(name: string, content: string | object): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

/** What of the database any write would change. Transaction numbers do not tell: PostgreSQL's own upkeep takes some too. */
async function footprint() {
  const { rows: tables } = await world.pool.query<{ name: string }>(
    `SELECT quote_ident(relname) AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
  );
  const content = tables.map(
    ({ name }) => `SELECT '${name}' AS name, count(*)::int AS rows, max(xmin::text::bigint) AS last FROM ${name}`,
  );
  const { rows } = await world.pool.query(`${content.join(' UNION ALL ')} ORDER BY name`);
  const { rows: sequences } = await world.pool.query('SELECT sequencename, last_value FROM pg_sequences ORDER BY 1');
  return { rows, sequences };
}

it('a chart that is no other comes to the same', async () => {
  const file = await given(
    'same.mjs',
    'export default ({ workflow, calendars }) => workflow.petitionDefinition(calendars);',
  );
  const { cases, same, sums } = await tallied('--chart', file);
  expect({ cases, same }).toEqual({ cases: 30, same: 30 });
  expect(sums).toMatchObject({ overdueClocks: { from: 26, to: 26 }, ended: { from: 3, to: 3 } });
});

it('the draft that is shipped: whom it refuses, who hears more of it, and nothing is written', async () => {
  const before = await footprint();
  const { same, differences, sums } = await tallied('--chart', 'draft');
  const refusal = { kind: 'refused', what: 'RECORD_FOLLOW_UP', state: 'followUp' };
  const reasons = [{ zh: '回访须上门进行', en: 'a follow-up is made on site' }];
  expect(differences.refused).toMatchObject({
    cases: 2,
    by: { RECORD_FOLLOW_UP: 2 },
    named: followedUp.called.sort().map((id) => ({ case: id, differences: [{ ...refusal, reasons }] })),
  });
  // All that nobody has touched are long overdue; the one that is handled and the one that was visited are as they were.
  expect(differences.alerts).toMatchObject({ cases: 26, by: { 'escalation 3': 26 } });
  expect(differences.alerts.named).toHaveLength(20);
  expect(same).toBe(2);
  expect(sums.alerts.to).toBeGreaterThan(sums.alerts.from);
  expect(await footprint()).toEqual(before);
});

it('says why in the words of the chart where a guard of the chart says no', async () => {
  const file = await given(
    'unheard.mjs',
    `export default ({ workflow, xstate, calendars }) => {
      const chart = workflow.petitionDefinition(calendars);
      const { config, implementations } = chart.machine;
      const guards = { ...implementations.guards, mayHandle: ({ event }) => event.type !== 'HEAR' };
      return { ...chart, machine: xstate.createMachine(config, { ...implementations, guards }) };
    };`,
  );
  const { refused } = (await tallied('--chart', file)).differences;
  const { zh, en } = REASONS.mayHandle;
  expect(refused).toMatchObject({ cases: 3, by: { HEAR: 3 } });
  expect(refused.named[0]?.differences).toMatchObject([{ what: 'HEAR', reasons: [{ zh, en }] }]);
});

it('a draft policy: the days it moves, in its area and from its first day on', async () => {
  const file = await given('province.json', { ...PROVINCE, area: 'ys' });
  const { differences, sums } = await tallied('--policy', file);
  expect(differences.lastDay).toMatchObject({ cases: 4, by: { handling: 4, notice: 4 } });
  expect(differences.refused.cases).toBe(0);
  const elsewhere = await given('elsewhere.json', { ...PROVINCE, area: 'ys-qh-ll-zrs' });
  expect((await tallied('--policy', elsewhere)).same).toBe(30);
  const later = await given('later.json', { ...PROVINCE, area: 'ys', validFrom: '2026-03-03' });
  expect((await tallied('--policy', later)).same).toBe(30);
  expect(sums.overdueClocks).toEqual({ from: 26, to: 27 });
});

it('says it on the terminal too', async () => {
  const { code, out } = await tried(
    '--chart',
    'draft',
    '--policy',
    await given('both.json', { ...PROVINCE, area: 'ys' }),
  );
  expect(code).toBe(0);
  expect(out).toContain('Draft: chart draft (petition@3), policy example-2026. Nothing has been written.\n');
  expect(out).toContain('\n30 case(s) were told to it, until 2026-05-01 10:00.\n');
  expect(out).toMatch(/an act is refused +2 {3}RECORD_FOLLOW_UP 2\n/);
  expect(out).toMatch(
    /case [-0-9a-f]{36} {2}RECORD_FOLLOW_UP: 2026-03-28, line \d+ → refused in followUp: 回访须上门进行/,
  );
  expect(out).toContain('and 7 more case(s)');
  expect(out).toContain('✓ every case could be told');
});

it('can be told of what was received in some days alone', async () => {
  const file = await given('empty-days.json', { ...PROVINCE, area: 'ys' });
  expect((await tallied('--policy', file, '--from', '2026-03-03')).cases).toBe(0);
  expect((await tallied('--policy', file, '--to', '2026-03-01')).cases).toBe(0);
  const { code, out } = await tried('--policy', file, '--from', '2026-03-01', '--to', '2026-03-02');
  expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('30 case(s) received from 2026-03-01 to') });
});

it('a draft that fails in a case costs that case, is named, and is no success', async () => {
  const file = await given(
    'broken.mjs',
    `export default ({ workflow, xstate, calendars }) => {
      const chart = workflow.petitionDefinition(calendars);
      const { config, implementations } = chart.machine;
      const delays = { ...implementations.delays, HANDLING_DUE: () => { throw new Error('nobody thought of this'); } };
      return { ...chart, machine: xstate.createMachine(config, { ...implementations, delays }) };
    };`,
  );
  const { code, out } = await tried('--chart', file);
  expect(code).toBe(1);
  expect(out).toMatch(/✗ case [-0-9a-f]{36} could not be told: nobody thought of this/);
  expect(out).toContain('of 30 case(s) could not be told');
});

const UNSOUND = `export default ({ workflow, xstate, calendars }) => {
  const chart = workflow.petitionDefinition(calendars);
  const states = { begin: { after: { SOON: 'end' } }, end: {}, aside: { tags: 'closed' } };
  return { ...chart, machine: xstate.createMachine({ id: 'draft', initial: 'begin', states }) };
};`;

it.each<[string, readonly string[], RegExp]>([
  ['a name that is none', ['--chart', 'nowhere'], /no draft 'nowhere' in .*drafts\/\. There is: draft\./],
  ['a path to nothing', ['--chart', './nowhere.mjs'], /no draft .*nowhere\.mjs/],
  ['a file that is no module', ['--chart', 'FOLDER/text.mjs'], /text\.mjs cannot be run: /],
  [
    'one that drafts nothing',
    ['--chart', 'FOLDER/empty.mjs'],
    /id, version, machine, view, amendments, finalTags, words is missing/,
  ],
  ['one that fails', ['--chart', 'FOLDER/fails.mjs'], /fails\.mjs cannot be run: not today/],
  [
    'a chart that is not sound',
    ['--chart', 'FOLDER/unsound.mjs'],
    /petition@2 is unsound:\n.*unknown delay 'SOON'\n.*draft\.aside cannot be reached\n.*draft\.end is a dead end/,
  ],
  ['a policy that is not there', ['--policy', 'FOLDER/nothing.json'], /nothing\.json: /],
  ['a policy with faults', ['--policy', 'FOLDER/wrong.json'], /wrong\.json: area: is required/],
  ['a day that is none', ['--chart', 'draft', '--from', 'July'], /--from is a day \(YYYY-MM-DD\), not 'July'/],
  ['nothing to try', ['--json'], /A draft is a chart, a policy, or both\.\nUsage:/],
])('refuses %s in words', async (_, args, message) => {
  await given('text.mjs', 'once upon a time');
  await given('empty.mjs', 'export default () => ({});');
  await given('fails.mjs', `export default () => { throw new Error('not today'); };`);
  await given('unsound.mjs', UNSOUND);
  await given('wrong.json', { ...PROVINCE });
  const { code, out, err } = await tried(...args.map((arg) => arg.replace('FOLDER', folder)));
  expect({ code, out }).toEqual({ code: err.includes('Usage:') ? 2 : 1, out: '' });
  expect(err).toMatch(message);
});

describe('npm run simulate', () => {
  const simulate = (...args: string[]) => runProgram(new URL('../../tools/simulate.mjs', import.meta.url), args, env());

  it('hands a draft over', async () => {
    const { code, out } = await simulate('--chart=draft', '--from', '2026-03-03');
    expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(/^Draft: chart draft[^]*\n0 case\(s\)/) });
  });

  it('refuses a year and a draft at once', async () => {
    const { code, err } = await simulate('--chart', 'draft', '--days', '3');
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringMatching(/--days is for a made-up year[^]*Usage:/),
    });
  });
});
