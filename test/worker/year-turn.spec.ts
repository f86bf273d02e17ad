// On 1 January the notice of the new year may not be there. Nothing stops: dates are provisional, and everybody is told.
import { AlertView } from '@huiyin/workflow/contract';
import pino from 'pino';
import { CalendarWatch } from '../../apps/worker/src/upkeep/calendar-watch.ts';
import { createWorker } from '../../apps/worker/src/worker.ts';
import { lawFolder, noticeFor } from '../support/notices.ts';
import { ownDatabase } from '../support/own-database.ts';
import type { OwnDatabase } from '../support/own-database.ts';
import { startSystem } from '../support/system.ts';
import type { System } from '../support/system.ts';
import { FORM, query, setClock, until } from './world.ts';

const readiness = async (url: string) => {
  const response = await fetch(`${url}/readyz`);
  return { code: response.status, ...((await response.json()) as { status: string; checks: { calendar: unknown } }) };
};
const daysLeft = async (url: string) =>
  Number(/^huiyin_calendar_days_left (-?\d+)$/m.exec(await (await fetch(`${url}/metrics`)).text())?.[1]);
const alarms = async (system: System, user = 'admin'): Promise<AlertView[]> =>
  (await system.client.get(user, '/v1/alerts?kind=noticeMissing')).body.items;

let database: OwnDatabase;
beforeEach(async () => {
  database = await ownDatabase();
});
afterEach(() => database.drop());

/** A system whose legal clock stands at an instant. */
async function startAt(now: string, env: Readonly<Record<string, string>> = {}, workers = 1): Promise<System> {
  await setClock(database.url, new Date(now));
  return startSystem({ databaseUrl: database.url, workers, env });
}

describe('on 4 January 2027, with the notices of 2025 and 2026', () => {
  let system: System;
  beforeEach(async () => (system = await startAt('2027-01-04T10:00:00+08:00')));
  afterEach(() => system.stop());

  it('starts and serves, degraded, and says what is missing', async () => {
    const calendar = { ok: false, detail: 'the holiday notice for 2027 is not loaded: dates are provisional' };
    for (const url of [system.url, String(await system.workers[0]?.getUrl())]) {
      expect(await readiness(url)).toMatchObject({ code: 200, status: 'degraded', checks: { calendar } });
      expect(await daysLeft(url)).toBe(-3);
    }
  });

  it('takes a petition, counts provisionally, and says so of each such date', async () => {
    const { status, body } = await system.client.call('ll.xfb', 'POST', '/v1/petitions', { body: FORM });
    expect(status).toBe(201);
    const petition = `/v1/petitions/${body.id}`;
    await system.client.send('ll.xfb', body.id, 'ACCEPT');
    await system.client.send('ll.xfb', body.id, 'TRANSFER', { unit: 'ys-qh-ll-hbz' });
    const { clocks } = (await system.client.get('ll.xfb', petition)).body;
    expect(clocks).toContainEqual(
      expect.objectContaining({ name: 'objection', dueOn: '2027-01-11', provisional: true }),
    );
    expect(clocks).toContainEqual(expect.objectContaining({ name: 'notice', provisional: false }));
    const explanation = (await system.client.get('ll.xfb', `${petition}/clocks/objection/explanation`)).body;
    expect(explanation.text.join('')).toContain('2027年的放假安排尚未发布');
    const { items } = (await system.client.get('ll.xfb', '/v1/petitions?limit=50')).body;
    const [row] = items.filter(({ id }: { id: string }) => id === body.id);
    expect(row).toMatchObject({ dueOn: '2027-01-11', provisional: true });
    expect(items.some(({ provisional }: { provisional: boolean }) => !provisional)).toBe(true);
  });
});

it('starts with a warning in the log', async () => {
  const system = await startAt('2027-01-04T10:00:00+08:00', {}, 0);
  const lines: string[] = [];
  const logger = pino({ level: 'warn' }, { write: (line: string) => lines.push(line) });
  const worker = await createWorker(system.config, logger);
  await worker.init();
  expect(lines.map((line) => JSON.parse(line) as unknown)).toContainEqual(
    expect.objectContaining({ years: [2027], msg: 'the holiday notice is not loaded: dates are provisional' }),
  );
  await worker.close();
  await system.stop();
});

it('is quiet until 1 November by the clock of China, then tells the administrators once', async () => {
  const system = await startAt('2026-10-31T23:59:59+08:00');
  const watch = () => system.workers[0]?.get(CalendarWatch).watch();
  await watch();
  expect(await alarms(system)).toEqual([]);
  expect(await daysLeft(system.url)).toBe(62);

  await system.client.moveTo('2026-11-01T00:00:00+08:00');
  await watch();
  const [alarm, ...more] = await alarms(system);
  expect(more).toEqual([]);
  expect(AlertView.parse(alarm)).toMatchObject({
    title: '缺少放假安排',
    petitionId: null,
    dueOn: '2027-01-01',
    raisedAt: '2026-10-31T16:00:00.000Z',
  });
  expect(await readiness(system.url)).toMatchObject({ checks: { calendar: { ok: true } } });

  // Neither another worker nor the turn of the year says it again; that of 2028 is missed in its own time.
  const second = await system.startWorker();
  await Promise.all([watch(), second.get(CalendarWatch).watch()]);
  await system.client.moveTo('2027-01-01T00:00:00+08:00');
  await watch();
  expect(await alarms(system)).toEqual([alarm]);
  await system.client.moveTo('2027-11-01T00:00:00+08:00');
  await watch();
  expect((await alarms(system)).map(({ dueOn }) => dueOn)).toEqual(['2028-01-01', '2027-01-01']);
  await system.stop();
});

it('is shown to administrators only, and only they take note of it', async () => {
  const system = await startAt('2026-12-01T10:00:00+08:00');
  await until('it is raised', async () => (await alarms(system)).length === 1);
  for (const user of ['ll.xfb', 'qh.director', 'll.mayor', 'll.jw']) expect(await alarms(system, user)).toEqual([]);
  const [alarm] = await alarms(system);
  const path = `/v1/alerts/${alarm?.id}/acknowledge`;
  expect((await system.client.call('qh.director', 'POST', path)).status).toBe(404);
  expect((await system.client.call('admin', 'POST', path)).body).toMatchObject({ acknowledgedBy: 'admin' });
  await system.stop();
});

it('is posted to the administrators who have an address', async () => {
  const system = await startAt('2026-12-01T10:00:00+08:00', {}, 0);
  await query(
    database.url,
    `UPDATE account SET email = username || '@ys.example' WHERE username IN ('admin', 'll.xfb')`,
  );
  const smtp = { SMTP_URL: 'smtp://127.0.0.1:1', SMTP_FROM: 'huiyin@ys.example' };
  const posting = await startSystem({ databaseUrl: database.url, seed: false, env: smtp });
  const letters = () =>
    query(
      database.url,
      `SELECT target AS address FROM delivery JOIN alert a ON subject = 'alert/' || a.id WHERE a.kind = 'noticeMissing'`,
    );
  await until('it is posted', async () => (await letters()).length > 0);
  expect(await letters()).toEqual([{ address: 'admin@ys.example' }]);
  await posting.stop();
  await system.stop();
});

it('says nothing where the notice is loaded', async () => {
  const years = [noticeFor(2027)];
  const folder = await lawFolder([{ version: 'cn-2027-1', follows: 'cn-2026-1', years }]);
  const system = await startAt('2027-01-04T10:00:00+08:00', { HUIYIN_LAW: folder.path });
  await system.workers[0]?.get(CalendarWatch).watch();
  expect(await readiness(system.url)).toMatchObject({ checks: { calendar: { ok: true } } });
  expect(await daysLeft(system.url)).toBe(362);
  expect(await alarms(system)).toEqual([]);
  await system.stop();
  await folder.remove();
});
