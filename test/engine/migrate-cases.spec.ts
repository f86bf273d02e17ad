// Ten thousand cases on a real PostgreSQL go on under the draft of a next version: tried, run, killed, resumed, lived
// with, and taken back. The audit stays whole at each of these points.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { audit, migrateCases, surveyMigration, takeBackCases } from '@huiyin/office';
import type { MigrationProgress } from '@huiyin/office';
import { createEngine, createMigrating, createRegistry } from '@huiyin/workflow';
import type { EventType } from '@huiyin/workflow/contract';
import { finished as told, surveyed } from '../../apps/cli/src/migrate-cases/report.ts';
import { multiply } from '../../labs/bench/src/copies/multiply.ts';
import { PEOPLE, petition } from '../support/a-case.ts';
import { anEngine } from '../support/an-engine.ts';
import type { AnEngine } from '../support/an-engine.ts';
import { draftOf } from '../support/draft.mjs';

const program = fileURLToPath(new URL('migrating.mjs', import.meta.url));

const CASES = 10_000;
const LONG_AGO = '2026-01-20T10:00:00+08:00';
const LATELY = '2026-03-02T10:00:00+08:00';
const NOW = '2026-03-12T10:00:00+08:00';

const draft = draftOf(petition);
const registry = createRegistry([petition, draft.definition], ['alert'], [draft.migration]);
const CHANGE = { id: 'petition', from: 2, to: 3 };
const BACK = { id: 'petition', from: 3, to: 2 };
const BY = { actor: { account: 'admin', unit: 'ys-qh-xfj' }, ground: '第三版自今日起施行' };

const UNIT = { unit: 'ys-qh-ll-zrs' };
const handling = ['ACCEPT', ['TRANSFER', UNIT], 'GIVE_NOTICE'] as const;
const served = [...handling, 'HEAR', 'INVESTIGATE', 'ISSUE_OPINION', 'APPROVE_OPINION', 'SERVE'] as const;
/** What was said to each of the cases that the others are copies of. */
const STORIES: readonly (readonly (EventType | readonly [EventType, object])[])[] = [
  [],
  ['REQUEST_SUPPLEMENT'],
  ['ACCEPT'],
  ['ACCEPT', ['TRANSFER', UNIT]],
  ['ACCEPT', ['TRANSFER', UNIT], 'OBJECT'],
  handling,
  [...handling, 'OPEN_HEARING'],
  [...handling, 'START_MEDIATION'],
  [...handling, 'RECOMMEND'],
  served,
  [...served, ['REQUEST_REVIEW', { organ: 'ys-qh-ll' }]],
  ['WITHDRAW'],
];

let it_: AnEngine;
beforeAll(async () => {
  it_ = await anEngine();
  await it_.until(LONG_AGO);
  for (const story of [['ACCEPT'], handling] as const) await tell(story);
  await it_.until(LATELY);
  for (const story of STORIES) await tell(story);
  await it_.until(NOW);
  const { rows } = await it_.pool.query<{ id: string }>('SELECT id FROM petition_case ORDER BY id');
  await agesOfUuids();
  await multiply(
    it_.pool,
    rows.map(({ id }) => id),
    CASES - rows.length,
  );
});
afterAll(() => it_.stop());

async function tell(story: (typeof STORIES)[number]): Promise<void> {
  const id = await it_.open();
  for (const said of story) {
    const [type, data] = typeof said === 'string' ? [said, {}] : said;
    await it_.send(id, type, data);
  }
}

/** Before its 18th version PostgreSQL makes no ids that tell their age. */
async function agesOfUuids(): Promise<void> {
  const { rows } = await it_.pool.query<{ old: boolean }>(
    `SELECT current_setting('server_version_num')::int < 180000 AS old`,
  );
  if (!rows[0]?.old) return;
  await it_.pool.query('CREATE FUNCTION uuidv7(interval) RETURNS uuid LANGUAGE sql AS $$ SELECT gen_random_uuid() $$');
}

const migrating = () => createMigrating({ ...it_, registry, announce: () => undefined });

/** @param of which share of the cases is audited */
async function findings(of = 1): Promise<string[]> {
  const found: string[] = [];
  for await (const progress of audit(it_.pool, registry, { of, number: 0 })) {
    found.push(...progress.findings.map(({ caseId, kind, seq, detail }) => `${caseId} ${kind} ${seq} ${detail}`));
  }
  return found;
}

async function finished(run: AsyncGenerator<MigrationProgress>): Promise<MigrationProgress> {
  let last: MigrationProgress | undefined;
  for await (const progress of run) last = progress;
  if (!last) throw new Error('it never told anything');
  return last;
}

/** Lets a run do a few chunks. @returns how many cases it migrated */
async function aWhile(run: AsyncGenerator<MigrationProgress>): Promise<number> {
  let migrated = 0;
  for (let chunks = 0; chunks < 4; chunks++) {
    const { value, done } = await run.next();
    if (!done) migrated = value.migrated;
  }
  await run.return(undefined);
  return migrated;
}

const onVersion = (version: number) => it_.rows(`petition_case WHERE machine_version = ${version}`);

/** Who waits for what, until when: the timers of every case. */
async function waiting(): Promise<{ delay: string; n: number }[]> {
  const text = `SELECT split_part(name, '.', 3) AS delay, count(*)::int AS n FROM case_timer WHERE status = 'armed'
    GROUP BY 1 ORDER BY 1`;
  return (await it_.pool.query<{ delay: string; n: number }>(text)).rows;
}

/** Somebody investigates in cases that are being mediated, one after the other. */
async function work(): Promise<void> {
  const engine = createEngine({ ...it_, registry, announce: () => undefined });
  const { rows } = await it_.pool.query<{ id: string }>(
    `SELECT id FROM petition_case WHERE state LIKE 'handling.mediating.%' ORDER BY id DESC LIMIT 60`,
  );
  for (const { id } of rows) {
    const order = { caseId: id, event: { type: 'INVESTIGATE', data: {} }, actor: PEOPLE.handler };
    await engine.advance(order);
  }
}

it('is tried: the dry run tells what would become of every case, and writes nothing', async () => {
  const lines = await it_.rows('case_event');
  const survey = await surveyMigration(migrating(), CHANGE);
  expect(await it_.rows('case_event')).toBe(lines);
  expect(await onVersion(2)).toBe(CASES);
  expect(survey).toMatchObject({ cases: CASES, unmapped: [], failures: [], firedFirst: 0 });
  expect(survey.states.reduce((sum, { cases }) => sum + cases, 0)).toBe(CASES);
  expect(survey.states.map(({ state }) => state)).toContain('handling.hearing.onTime');
  const timers = new Map(survey.timers.map((timer) => [timer.delay, timer]));
  const before = new Map((await waiting()).map(({ delay, n }) => [delay, n]));
  for (const [delay, n] of before) {
    const { kept = 0, moved = 0, cancelled = 0 } = timers.get(delay) ?? {};
    expect([delay, kept + moved + cancelled]).toEqual([delay, n]);
  }
  expect(timers.get('LOOK_IN')).toMatchObject({ armed: CASES });
  expect(timers.get('RECOMMENDATION_REMIND_10')).toMatchObject({ kept: 0, cancelled: expect.any(Number) });
  expect(timers.get('FOLLOW_UP_OPENS')).toMatchObject({ kept: 0, moved: before.get('FOLLOW_UP_OPENS') });
  // Whoever was served ten days ago is called now instead of in five days.
  expect(survey.dueAtOnce).toHaveLength(before.get('FOLLOW_UP_OPENS') ?? 0);
  const said = surveyed(CHANGE, survey);
  expect(said).toMatch(/10000 case\(s\) from version 2 to 3\. Nothing has been written\./);
  expect(said).toMatch(/^LOOK_IN +0 +0 +10000 +0$/m);
  expect(said).toMatch(/✓ every case can go on/);
});

it('refuses while a case would have nowhere to go, before it touches any', async () => {
  const { 'procedure.handling.hearing': _forgotten, ...states } = draft.migration.states;
  const incomplete = createRegistry([petition, draft.definition], ['alert'], [{ ...draft.migration, states }]);
  const unprepared = createMigrating({ ...it_, registry: incomplete, announce: () => undefined });
  const unmapped = await unprepared.unmapped(CHANGE);
  expect(unmapped.map(({ state }) => state)).toHaveLength(8); // each rung of it, also where nobody is today
  expect(unmapped.reduce((sum, { cases }) => sum + cases, 0)).toBe(
    await it_.rows(`petition_case WHERE state LIKE 'handling.hearing.%'`),
  );
  await expect(finished(migrateCases(unprepared, CHANGE, BY))).rejects.toThrow(/unmapped: procedure.handling.hearing/);
  expect(await onVersion(2)).toBe(CASES);
});

it('is killed half-way, and goes on where it was: each case has one line of it', async () => {
  const given = JSON.stringify({ url: it_.url, now: it_.clock.at, change: CHANGE, by: BY });
  const child = spawn(process.execPath, [program, given], { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = once(child, 'close');
  child.stdout.on('data', (told) => Number(String(told).split('\n')[0]) >= 500 && child.kill('SIGKILL'));
  expect(await gone).toEqual([null, 'SIGKILL']);
  const left = await onVersion(2);
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThan(CASES);
  expect(await findings(10)).toEqual([]); // both versions side by side

  // Started twice by mistake, while people go on working on cases that are done and cases that are not.
  const run = finished(migrateCases(migrating(), CHANGE, BY));
  const [done, twice] = await Promise.all([run, aWhile(migrateCases(migrating(), CHANGE, BY)), work()]);
  expect(done).toMatchObject({ failures: [], movedOn: [], held: 0 });
  expect(done.migrated + twice).toBe(left);
  expect([await onVersion(2), await onVersion(3)]).toEqual([0, CASES]);
  expect(await it_.rows(`case_event WHERE kind = 'amendment'`)).toBe(CASES);
  expect(
    await it_.rows(`case_event WHERE event ->> 'type' = 'INVESTIGATE' AND to_state::text LIKE '%mediating%'`),
  ).toBe(60);
  expect(await it_.rows(`petition_case WHERE state LIKE 'handling.working%'`)).toBe(0);
  expect(await findings()).toEqual([]);
}, 300_000); // ten thousand cases, twice

it('lives on under the new version: people act, timers fire, and none that has fired fires again', async () => {
  const engine = createEngine({ ...it_, registry, announce: () => undefined });
  const { rows } = await it_.pool.query<{ id: string; fired: string[] }>(
    `SELECT c.id, array_agg(t.name) AS fired FROM petition_case c JOIN case_timer t ON t.case_id = c.id AND t.status = 'fired'
     WHERE c.state LIKE 'handling.examining.%' GROUP BY c.id ORDER BY c.id LIMIT 1`,
  );
  const { id, fired } = rows[0] as { id: string; fired: string[] };
  const order = { caseId: id, event: { type: 'INVESTIGATE', data: {} }, actor: PEOPLE.handler };
  await engine.advance(order);

  const due = await it_.rows(`petition_case WHERE wake_at <= '${NOW}'`);
  const { lateness, failures } = await engine.fireDue(20_000);
  expect([lateness.length, failures]).toEqual([due, []]);
  expect(due).toBeGreaterThan(0);
  it_.clock.at = Date.parse('2026-03-13T10:00:00+08:00');
  while ((await engine.fireDue(500)).more);

  const delayOf = (name: string) => name.split('.')[2];
  const again = (await engine.history(id))
    .filter(({ kind }) => kind === 'timer')
    .map(({ event }) => delayOf(event.type))
    .filter((delay) => !delay?.endsWith('_REPEAT')); // which does, each week
  expect(fired.length).toBeGreaterThan(0);
  expect(new Set(again).size).toBe(again.length);
  expect(await findings(10)).toEqual([]);
});

it('is taken back where nothing has happened since; who has moved on stays', async () => {
  const moved = await it_.rows(
    `petition_case c WHERE NOT EXISTS (
       SELECT 1 FROM case_event e WHERE e.case_id = c.id AND e.seq = c.revision AND e.kind = 'amendment')`,
  );
  const done = await finished(takeBackCases(migrating(), BACK, { ...BY, ground: '第三版暂缓' }));
  expect(done).toMatchObject({ migrated: CASES - moved, failures: [], held: 0 });
  expect(done.movedOn).toHaveLength(moved);
  expect(told(BACK, true, done)).toContain(`✓ ${CASES - moved} of ${CASES} case(s) were put back from version 3 to 2`);
  expect(moved).toBeGreaterThan(0);
  expect([await onVersion(2), await onVersion(3)]).toEqual([CASES - moved, moved]);
  expect(await findings(10)).toEqual([]);
});

it('passes over what another process holds, and comes back for it', async () => {
  const { rows } = await it_.pool.query<{ id: string }>(
    'SELECT id FROM petition_case WHERE machine_version = 2 ORDER BY id LIMIT 1',
  );
  const other = await it_.pool.connect();
  await other.query('BEGIN');
  await other.query('SELECT 1 FROM petition_case WHERE id = $1 FOR UPDATE', [rows[0]?.id]);
  const run = migrateCases(migrating(), CHANGE, BY);
  let progress = await run.next();
  while (!progress.done && (await onVersion(2)) > 1) progress = await run.next();
  await other.query('COMMIT');
  other.release();
  expect(await finished(run)).toMatchObject({ held: 0, failures: [] });
  expect(await onVersion(2)).toBe(0);
  expect(await findings(10)).toEqual([]);
});
