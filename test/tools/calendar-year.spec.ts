// The year has turned without its notice. When the notice comes, every provisional date is found and counted anew.
import { audit, readLaw } from '@huiyin/office';
import { APPLY_CALENDAR, createAmending, petitionRegistry } from '@huiyin/workflow';
import type { PetitionContext } from '@huiyin/workflow';
import { anEngine } from '../support/an-engine.ts';
import { lawFolder, noticeFor } from '../support/notices.ts';
import { runHuiyin } from '../support/program.ts';
import { STATUTORY_CALENDAR } from '@huiyin/domain';

const corrected = { version: 'cn-2026-2', follows: 'cn-2026-1', years: [STATUTORY_CALENDAR.years.get(2026)] };
/** The dates are made up: a week off that nobody could foresee. */
const notice = {
  version: 'cn-2027-1',
  follows: 'cn-2026-2',
  years: [noticeFor(2027, Object.fromEntries([5, 6, 7, 8].map((day) => [`2027-01-0${day}`, '纪念日'])))],
};

let world: Awaited<ReturnType<typeof anEngine>>;
let law: Awaited<ReturnType<typeof lawFolder>>;
/** Counts with the calendar of the release; with a later one that does not know 2027 either. */
let [first, second]: [string, string] = ['', ''];
beforeAll(async () => {
  world = await anEngine();
  law = await lawFolder([corrected, notice]);
  world.clock.at = Date.parse('2027-01-04T10:00:00+08:00');
  [first, second] = [await waiting(), await waiting()];
  await recountOne(second);
  await world.pool.query(
    `INSERT INTO account (username, name, unit, roles, password_hash)
     VALUES ('qh.director', '主任', 'ys-qh-xfj', '{supervisor}', '')`,
  );
  await world.pool.query('INSERT INTO virtual_clock (now) VALUES ($1)', [new Date(world.clock.at)]);
});
afterAll(async () => {
  await world.stop();
  await law.remove();
});

/** A case whose unit may object within five working days. */
async function waiting(): Promise<string> {
  const id = await world.open();
  await world.send(id, 'ACCEPT');
  await world.send(id, 'TRANSFER', { unit: 'ys-qh-ll-zrs' });
  return id;
}

async function recountOne(id: string): Promise<void> {
  const registry = petitionRegistry(readLaw(law.path).calendars);
  const { pool, clock, beside } = world;
  const amending = createAmending({ pool, registry, clock, beside, announce: () => undefined });
  const data = { calendar: corrected.version, ground: '更正' };
  const actor = { account: 'qh.director', unit: 'ys-qh-xfj' };
  const { steps } = await amending.apply({ type: APPLY_CALENDAR, data }, { after: first, limit: 1 }, actor);
  expect(steps.map(({ moved }) => moved.record.id)).toEqual([id]);
}

const calendar = (...args: string[]) =>
  runHuiyin(['calendar', ...args], { DATABASE_URL: world.url, HUIYIN_LAW: law.path, HUIYIN_CLOCK: 'virtual' });

async function objection(id: string) {
  const { rows } = await world.pool.query<{ context: PetitionContext }>(
    `SELECT snapshot -> 'context' AS context FROM petition_case WHERE id = $1`,
    [id],
  );
  const context = rows[0]?.context;
  const clock = context?.clocks.find(({ name }) => name === 'objection');
  return { calendar: context?.calendar, dueOn: clock?.dueOn, provisionalYears: clock?.provisionalYears };
}

it('counts by weekends and the holidays fixed by law, whichever calendar it counts with', async () => {
  const provisional = { dueOn: '2027-01-11', provisionalYears: [2027] };
  expect(await objection(first)).toEqual({ calendar: 'cn-2026-1', ...provisional });
  expect(await objection(second)).toEqual({ calendar: 'cn-2026-2', ...provisional });
});

it('lists how many open clocks are provisional', async () => {
  const { out } = await calendar();
  expect(out).toMatch(/cn-2026-1 +1 open case\(s\), 1 with provisional dates/);
  expect(out).toMatch(/cn-2026-2 +1 open case\(s\), 1 with provisional dates/);
  expect(out).toMatch(/cn-2027-1 +0 open case\(s\) /);
});

it('finds and counts anew every one of them when the notice comes', async () => {
  const file = `${law.path}/moves.ndjson`;
  const { out } = await calendar('--preview', file);
  expect(out).toContain('2 clock(s) of 2 case(s) would move');
  const applied = await calendar('--apply', file, '--by', 'qh.director', '--ground', '国办发明电');
  expect({ code: applied.code, err: applied.err }).toEqual({ code: 0, err: '' });
  const certain = { calendar: 'cn-2027-1', dueOn: '2027-01-15', provisionalYears: [] };
  expect([await objection(first), await objection(second)]).toEqual([certain, certain]);
  const findings = [];
  for await (const progress of audit(world.pool, petitionRegistry(readLaw(law.path).calendars)))
    findings.push(...progress.findings);
  expect(findings).toEqual([]);
});
