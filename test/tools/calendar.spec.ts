// A corrected holiday notice, from its file to the histories: previewed, approved, applied, compared.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { audit } from '@huiyin/office';
import { createAmending, petitionRegistry } from '@huiyin/workflow';
import { anEngine } from '../support/an-engine.ts';
import { CALENDARS, CORRECTED } from '../support/calendars.ts';
import { runHuiyin } from '../support/program.ts';

const WHEN = '2026-03-04T10:00:00+08:00';

let world: Awaited<ReturnType<typeof anEngine>>;
let folder: string;
let ids: string[];
beforeAll(async () => {
  world = await anEngine();
  world.clock.at = Date.parse('2026-03-03T10:00:00+08:00');
  ids = [];
  for (let n = 0; n < 30; n++) {
    const id = await world.open();
    await world.send(id, 'ACCEPT');
    await world.send(id, 'TRANSFER', { unit: 'ys-qh-ll-zrs' });
    if (n % 3 === 0) await world.send(id, 'OBJECT');
    if (n % 3 === 1) await world.send(id, 'GIVE_NOTICE');
    ids.push(id);
  }
  world.clock.at = Date.parse(WHEN);
  await world.pool.query(
    `INSERT INTO account (username, name, unit, roles, password_hash)
     VALUES ('qh.director', '主任', 'ys-qh-xfj', '{supervisor}', '')`,
  );
  await world.pool.query('INSERT INTO virtual_clock (now) VALUES ($1)', [WHEN]);
  folder = await mkdtemp(join(tmpdir(), 'law-'));
  await mkdir(join(folder, 'calendars'));
  await writeFile(join(folder, 'calendars', 'corrected.json'), JSON.stringify(noticeOf(CORRECTED)));
});
afterAll(async () => {
  await world.stop();
  await rm(folder, { recursive: true });
});

function noticeOf({ version, years }: typeof CORRECTED) {
  return { version, follows: CALENDARS[0].version, years: [years.get(2026)] };
}

const calendar = (...args: string[]) =>
  runHuiyin(['calendar', ...args], { DATABASE_URL: world.url, HUIYIN_LAW: folder, HUIYIN_CLOCK: 'virtual' });

const registry = petitionRegistry([...CALENDARS]);
const preview = () => join(folder, 'preview.ndjson');

it('lists which calendar the open cases count with', async () => {
  const { code, out } = await calendar();
  expect(code).toBe(0);
  expect(out).toMatch(/cn-2026-1 +30 open case/);
  expect(out).toMatch(/cn-2026-2 +0 open case/);
});

it('previews which open clocks would move, and writes nothing but the file', async () => {
  const { code, out } = await calendar('--preview', preview());
  expect(code).toBe(0);
  expect(out).toContain('30 open case(s) count with another calendar');
  // A third waits for an objection, a third for its decision; the rest is handled by the day of the calendar.
  expect(out).toContain('20 clock(s) of 20 case(s) would move; 0 no longer overdue, 0 overdue at once.');
  const [about, first] = (await readFile(preview(), 'utf8')).split('\n').map((line) => line && JSON.parse(line));
  expect(about).toMatchObject({ calendar: CORRECTED.version, cases: 30 });
  expect(first).toMatchObject({ from: '2026-03-10', to: '2026-03-13', unbreached: false });
  const { rows } = await world.pool.query(`SELECT 1 FROM case_event WHERE kind = 'amendment'`);
  expect(rows).toEqual([]);
});

it('does not write over a preview, and asks who approved it', async () => {
  expect((await calendar('--preview', preview())).err).toContain('is there already');
  expect((await calendar('--apply', preview())).err).toContain('--by and --ground');
  expect((await calendar('--apply', preview(), '--by', 'qh.director', '--ground', ' ')).err).toContain(
    '--by and --ground',
  );
  expect((await calendar('--apply', preview(), '--by', 'nobody', '--ground', 'x')).err).toContain('no account nobody');
});

it('waits until every program at work knows the calendar', async () => {
  const client = await world.pool.connect();
  await client.query(`SET application_name = 'huiyin-api cn-2026-1'`);
  const { code, err } = await calendar('--apply', preview(), '--by', 'qh.director', '--ground', '国办发明电');
  await client.query('RESET application_name');
  client.release();
  expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('start them again first') });
});

it('does nothing but what was approved', async () => {
  const [about, first = '', ...others] = (await readFile(preview(), 'utf8')).split('\n');
  const other = join(folder, 'tampered.ndjson');
  await writeFile(other, [about, first.replace('2026-03-13', '2026-03-12'), ...others].join('\n').trim());
  const { code, err } = await calendar('--apply', other, '--by', 'qh.director', '--ground', '国办发明电');
  expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('1 clock(s) would move otherwise') });
  await writeFile(other, JSON.stringify({ ...JSON.parse(about ?? ''), calendar: 'cn-2026-1' }));
  expect((await calendar('--apply', other, '--by', 'qh.director', '--ground', 'x')).err).toContain(
    'the latest that is loaded is cn-2026-2',
  );
  const { rows } = await world.pool.query(`SELECT 1 FROM case_event WHERE kind = 'amendment'`);
  expect(rows).toEqual([]);
});

it('does what was previewed, goes on where it was stopped, and shows that it did just that', async () => {
  const { pool, clock, beside } = world;
  const amending = createAmending({ pool, registry, clock, beside, announce: () => undefined });
  const said = { calendar: CORRECTED.version, ground: '国办发明电' };
  const actor = { account: 'qh.director', unit: 'ys-qh-xfj' };
  const amendment = { type: 'APPLY_CALENDAR', data: said };
  const first = await amending.apply(amendment, { after: '00000000-0000-0000-0000-000000000000', limit: 7 }, actor);
  expect(first.steps).toHaveLength(7); // and here it was stopped

  const { code, out } = await calendar('--apply', preview(), '--by', 'qh.director', '--ground', '国办发明电');
  expect(out).toContain('✓ exactly the 20 clock(s)');
  expect(code).toBe(0);
  const { rows } = await world.pool.query(
    `SELECT actor, event FROM case_event WHERE kind = 'amendment' GROUP BY actor, event`,
  );
  expect(rows).toEqual([{ actor, event: { type: 'APPLY_CALENDAR', data: said } }]);
  expect((await calendar()).out).toMatch(/cn-2026-2 +30 open case/);
});

it('tells apart what moved otherwise because people have gone on since the preview', async () => {
  const [about, ...moves] = (await readFile(preview(), 'utf8')).trim().split('\n');
  const earlier = { ...JSON.parse(about ?? ''), at: '2026-03-03T00:00:00.000Z' }; // before everything that has happened
  const other = join(folder, 'earlier.ndjson');
  await writeFile(other, [JSON.stringify(earlier), ...moves.slice(2)].join('\n'));
  const { code, out } = await calendar('--verify', other);
  expect(out).toContain('but for 2 difference(s) in cases that moved on since the preview');
  expect(code).toBe(0);
});

it('tells whoever owes a clock that moved, and leaves every history sound', async () => {
  const { rows } = await world.pool.query<{ cases: number }>(
    `SELECT count(*)::int AS cases FROM case_effect WHERE payload ->> 'kind' = 'moved'`,
  );
  expect(rows[0]?.cases).toBe(20);
  const findings = [];
  for await (const progress of audit(world.pool, registry)) findings.push(...progress.findings);
  expect(findings).toEqual([]);
});

it('says so where the histories are not what a file says', async () => {
  const [about, first = '', ...others] = (await readFile(preview(), 'utf8')).split('\n');
  const other = join(folder, 'other.ndjson');
  await writeFile(other, [about, first.replace('2026-03-13', '2026-03-12'), ...others].join('\n').trim());
  const { code, out } = await calendar('--verify', other);
  expect(code).toBe(1);
  expect(out).toContain('✗ previewed, and not done');
  expect(out).toContain('✗ done, and not previewed');
});
