// Whoever is away, recused, gone or going round in circles: an alert reaches a person, or is unroutable and says so.
import { readFileSync } from 'node:fs';
import { dateOf } from '@huiyin/domain';
import { importOrganisation, parseOrganisation } from '@huiyin/office';
import { openDatabase } from '@huiyin/platform';
import type { Absence, Organisation } from '@huiyin/office';
import type { AlertView } from '@huiyin/workflow/contract';
import { startSystem } from '../support/system.ts';
import type { System } from '../support/system.ts';
import { copiesOf } from './copies.ts';
import { audit, carry, owed, query, register, setClock, until } from './world.ts';

const TOWNSHIP: unknown = JSON.parse(
  readFileSync(new URL('../../examples/township/township.json', import.meta.url), 'utf8'),
);
const OFFICE = 'ys-qh-ll-xfb';
const TOWN = 'ys-qh-ll';

const copy = copiesOf(({ databaseUrl }) => query(databaseUrl, `UPDATE petition_case SET retry_at = 'infinity'`).then());

let system: System;
beforeEach(async () => {
  // Letters are written and stay with us: nobody listens there.
  const env = { SMTP_URL: 'smtp://127.0.0.1:9' };
  system = await startSystem({ databaseUrl: await copy(), seed: false, workers: 0, env });
});
afterEach(() => system.stop());

const away = (username: string, deputy: string | null = null, kind: Absence['kind'] = 'leave') => {
  return { username, kind, from: '2026-01-01', to: null, deputy };
};

/** As `npm run accounts` would. */
async function organise({ absences = [], units }: { absences?: Absence[]; units?: (file: Organisation) => void }) {
  const organisation = parseOrganisation({ ...(TOWNSHIP as object), absences });
  units?.(organisation);
  const dataSource = await openDatabase(system.databaseUrl, { poolSize: 2 });
  try {
    await importOrganisation(dataSource, organisation, () => Promise.resolve('unused'));
  } finally {
    await dataSource.destroy();
  }
}

/** Whom the alerts of a petition reached once the worker has done all it owes. */
async function reached(id: string, days = 23): Promise<(readonly [string, number, string | null, string | null])[]> {
  if (system.workers.length === 0) await system.startWorker();
  await system.client.moveBy(days);
  const now = new Date(await system.client.now());
  await until('nothing is owed', async () => (await owed(system.databaseUrl, now)) === 0);
  const rows = await query<{ kind: string; level: number; to_unit: string | null; to_person: string | null }>(
    system.databaseUrl,
    'SELECT kind, level, to_unit, to_person FROM alert WHERE case_id = $1 ORDER BY seq, number',
    [id],
  );
  return rows.map((each) => [each.kind, each.level, each.to_unit, each.to_person] as const);
}
const escalations = async (id: string) => (await reached(id)).filter(([kind]) => kind === 'escalation');
const alertsOf = async (user: string, id: string): Promise<AlertView[]> =>
  (await system.client.get(user, `/v1/alerts?petition=${id}&limit=200`)).body.items;
const metric = async (name: string) =>
  Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(await (await fetch(`${system.url}/metrics`)).text())?.[1]);

it('a vacant head: the unit above, or whoever acts until there is another', async () => {
  await query(system.databaseUrl, `UPDATE account SET disabled_at = now() WHERE username = 'll.xfb'`);
  const [waiting = ''] = await register(system.config, 1);
  expect((await escalations(waiting))[0]).toEqual(['escalation', 1, TOWN, null]);
  await organise({ absences: [away('ll.xfb', 'll.xfb.clerk', 'vacancy')] });
  const [later = ''] = await register(system.config, 1);
  expect((await escalations(later))[0]).toEqual(['escalation', 1, OFFICE, 'll.xfb.clerk']);
});

it('a whole unit on leave: the unit above', async () => {
  await organise({ absences: [away('ll.xfb'), away('ll.xfb.clerk')] });
  const [id = ''] = await register(system.config, 1);
  expect(await reached(id)).toEqual([
    ...Array(3).fill(['reminder', 0, TOWN, null]),
    ['overdue', 0, TOWN, null],
    ['escalation', 1, TOWN, null],
    ['escalation', 2, TOWN, null],
    ['escalation', 3, 'ys-qh-xfj', 'qh.director'],
  ]);
});

it('a delegation A→B→C: C, who sees it, is told why, and may acknowledge it', async () => {
  await organise({ absences: [away('ll.xfb', 'll.mayor', 'delegation'), away('ll.mayor', 'll.secretary')] });
  const [id = ''] = await register(system.config, 1);
  expect((await escalations(id))[0]).toEqual(['escalation', 1, OFFICE, 'll.secretary']);
  const alert = (await alertsOf('ll.secretary', id)).find(({ level }) => level === 1);
  expect(alert).toMatchObject({
    why: '代柳林镇信访办 主任收件(已委托他人)',
    route: [
      { unit: OFFICE, person: 'll.xfb', skipped: 'delegation' },
      { unit: OFFICE, person: 'll.secretary', as: 'deputy' },
    ],
  });
  expect((await system.client.call('ll.secretary', 'POST', `/v1/alerts/${alert?.id}/acknowledge`)).status).toBe(200);
});

it('deputies of one another: the unit above', async () => {
  await organise({ absences: [away('ll.xfb', 'll.xfb.clerk'), away('ll.xfb.clerk', 'll.xfb')] });
  const [id = ''] = await register(system.config, 1);
  expect((await escalations(id))[0]).toEqual(['escalation', 1, TOWN, null]);
});

it('a loop in the tree: whoever is at work in it', async () => {
  await query(system.databaseUrl, `UPDATE unit SET parent = '${OFFICE}' WHERE code = 'ys'`);
  const gone = ['ll.xfb', 'll.xfb.clerk', 'll.mayor', 'll.secretary'].map((each) => away(each));
  const values = [gone.map(({ username }) => username)];
  await query(
    system.databaseUrl,
    `INSERT INTO absence (account, kind, from_on, recorded_by) SELECT unnest($1::text[]), 'leave', '2026-01-01', 'test'`,
    values,
  );
  const [id = ''] = await register(system.config, 1);
  expect(new Set((await reached(id)).map(([, , unit, who]) => `${unit} ${who}`))).toEqual(
    new Set(['ys-qh-xfj qh.director']),
  );
});

it('a dissolved unit: its successor, which sees what it took over and can go on with it', async () => {
  const { client } = system;
  const [id = ''] = await register(system.config, 1);
  await carry(client, id, 4);
  await organise({
    units: ({ units }) => {
      const unit = units.find(({ code }) => code === 'ys-qh-ll-hbz');
      Object.assign(unit ?? {}, { dissolvedOn: dateOf(Date.now()), successor: 'ys-qh-ll-nyb' });
    },
  });
  const overdue = (await reached(id, 70)).find(([kind]) => kind === 'overdue');
  expect(overdue).toEqual(['overdue', 0, 'ys-qh-ll-nyb', null]);
  expect((await alertsOf('ll.nyb', id)).find(({ kind }) => kind === 'overdue')?.why).toBe(
    '柳林镇生态环保站已撤销，转至此处',
  );
  // The API believes its copy of the organisation for ten seconds.
  await until('the successor may act', async () => (await client.send('ll.nyb', id, 'HEAR')).status === 200);
  expect(await audit(system.databaseUrl)).toEqual([]);
});

it('recused: not their desk when nobody else is at it, but the unit above', async () => {
  const { client } = system;
  const [id = ''] = await register(system.config, 1);
  await carry(client, id, 4);
  const { status, body } = await client.send('ll.mayor', id, 'RECUSE', { account: 'll.hbz', reason: '亲属' });
  expect([status, body.assignee]).toEqual([200, null]);
  const overdue = (await reached(id, 70)).find(([kind]) => kind === 'overdue');
  expect(overdue).toEqual(['overdue', 0, TOWN, null]);
});

it('a confidential matter stays with those who take part, whoever deputises', async () => {
  await organise({ absences: [away('ll.xfb', 'll.mayor'), away('ll.hbz', 'll.mayor')] });
  const [id = ''] = await register(system.config, 1, { confidential: true });
  expect(new Set((await reached(id)).map(([, , unit, who]) => `${unit} ${who}`))).toEqual(new Set([`${OFFICE} null`]));
});

it('nobody at all: unroutable, counted, and told to those who run the system', async () => {
  await query(system.databaseUrl, 'UPDATE account SET disabled_at = now()');
  const [id = ''] = await register(system.config, 1);
  await query(
    system.databaseUrl,
    `UPDATE account SET disabled_at = NULL, email = 'admin@ys.example' WHERE username = 'admin'`,
  );
  expect(new Set((await reached(id)).map(([kind, , unit]) => `${kind} ${unit}`))).toEqual(new Set(['unroutable null']));
  expect(await metric('huiyin_alerts_unroutable')).toBe(7);
  const letters = await query(
    system.databaseUrl,
    `SELECT target AS address FROM delivery JOIN alert a ON subject = 'alert/' || a.id WHERE a.case_id IS NOT NULL`,
  );
  expect(letters).toEqual(Array(7).fill({ address: 'admin@ys.example' }));
  expect((await alertsOf('admin', id))[0]).toMatchObject({ kind: 'unroutable', to: { unit: null, person: null } });
});

it('late is what could have been done and was not, however the clock was moved', async () => {
  const { databaseUrl, client, config } = system;
  await register(config, 1);
  const ago = (what: string) => query(databaseUrl, `UPDATE ${what} = now() - interval '10 minutes'`);
  await setClock(databaseUrl, new Date((await client.now()) + 6 * 86_400_000));
  await query(databaseUrl, 'ALTER TABLE case_event DISABLE TRIGGER USER');
  expect(await metric('huiyin_escalations_late')).toBe(0);
  await ago('virtual_clock SET moved_at');
  expect(await metric('huiyin_escalations_late')).toBe(0); // the case has been there for a moment only
  await ago('case_event SET written_at');
  expect(await metric('huiyin_escalations_late')).toBeGreaterThan(0);
  const body = (await (await fetch(`${system.url}/readyz`)).json()) as { status: string; checks: object };
  expect(body).toMatchObject({ status: 'degraded', checks: { alerts: { ok: false } } });
});
