import { CaseNotFound, CommandReused, EventNotAccepted, RevisionConflict, UnknownMachine } from '@huiyin/workflow';
import { anEngine } from '../support/an-engine.ts';
import type { AnEngine } from '../support/an-engine.ts';

let it_: AnEngine;
beforeAll(async () => (it_ = await anEngine()));
afterAll(() => it_.stop());

const TABLES = ['petition_case', 'case_event', 'case_timer', 'case_effect', 'case_personal', 'command'];
const counts = async () => Promise.all(TABLES.map((table) => it_.rows(table)));

it('writes case, history, timers and personal text of a step together', async () => {
  const id = await it_.open();
  await it_.send(id, 'ACCEPT');
  await it_.send(id, 'TRANSFER', { unit: 'ys-qh-ll-zrs' });
  await it_.send(id, 'OBJECT', { reason: '张某家的地不归我们管' });
  const { rows } = await it_.pool.query(
    `SELECT c.revision, c.state, (SELECT count(*)::int FROM case_event e WHERE e.case_id = c.id) AS lines,
       (SELECT array_agg(t.status || ' ' || t.name ORDER BY t.name) FROM case_timer t WHERE t.case_id = c.id) AS timers,
       (SELECT p.body->>'reason' FROM case_personal p WHERE p.case_id = c.id AND p.seq = 4) AS reason
     FROM petition_case c WHERE c.id = $1`,
    [id],
  );
  expect(rows[0]).toMatchObject({ revision: 4, state: 'routing.objecting', lines: 4, reason: '张某家的地不归我们管' });
  expect(rows[0].timers.filter((timer: string) => timer.startsWith('armed'))).toHaveLength(2);
  const history = JSON.stringify(await it_.engine.history(id));
  expect(history).not.toContain('张某');
});

it('announces when the case wants to wake, and only after the commit', async () => {
  it_.announced.length = 0;
  const id = await it_.open();
  const wakeAt = Date.parse('2026-03-07T00:00:00+08:00');
  expect(it_.announced).toEqual([{ wakeAt: [wakeAt], effects: 0 }]);
  const { rows } = await it_.pool.query('SELECT wake_at FROM petition_case WHERE id = $1', [id]);
  expect(rows[0].wake_at.getTime()).toBe(wakeAt);
});

it('writes nothing at all for an event the chart refuses', async () => {
  const id = await it_.open();
  const before = await counts();
  await expect(it_.send(id, 'SERVE')).rejects.toThrow(EventNotAccepted);
  await expect(it_.send(id, 'SERVE')).rejects.toMatchObject({ state: 'acceptance.registered.onTime', refusedBy: [] });
  expect(await counts()).toEqual(before);
});

it('names the guards that said no', async () => {
  const id = await it_.open();
  for (const type of ['ACCEPT', 'TRANSFER'] as const)
    await it_.send(id, type, type === 'TRANSFER' ? { unit: 'ys-qh-ll-zrs' } : {});
  await it_.send(id, 'GIVE_NOTICE');
  await it_.send(id, 'HEAR');
  await expect(it_.send(id, 'ISSUE_OPINION')).rejects.toMatchObject({ refusedBy: ['investigated'] });
});

it('refuses a step on a revision that is over', async () => {
  const id = await it_.open();
  await it_.send(id, 'ACCEPT', {}, { expectedRevision: 1 });
  const stale = it_.send(id, 'TRANSFER', { unit: 'ys-qh-ll-zrs' }, { expectedRevision: 1 });
  await expect(stale).rejects.toThrow(RevisionConflict);
  await expect(stale).rejects.toMatchObject({ current: 2 });
});

it('refuses a case that is not there, and one whose machine is not loaded', async () => {
  await expect(it_.send('00000000-0000-7000-8000-000000000000', 'ACCEPT')).rejects.toThrow(CaseNotFound);
  const id = await it_.open();
  await it_.pool.query('UPDATE petition_case SET machine_version = 99 WHERE id = $1', [id]);
  await expect(it_.send(id, 'ACCEPT')).rejects.toThrow(UnknownMachine);
});

describe('a command id', () => {
  const command = (id: string, digest = 'a') => ({ command: { id, digest } });

  it('makes a step happen once and answers the same again', async () => {
    const id = await it_.open();
    const first = await it_.send(id, 'ACCEPT', {}, command('accept-1'));
    const again = await it_.send(id, 'ACCEPT', {}, command('accept-1'));
    expect(first).toMatchObject({ record: { revision: 2 }, replayed: false });
    expect(again).toEqual({ ...first, replayed: true });
    expect(await it_.engine.history(id)).toHaveLength(2);
  });

  it('is not taken for another request', async () => {
    const id = await it_.open();
    await it_.send(id, 'ACCEPT', {}, command('accept-2'));
    await expect(it_.send(id, 'ACCEPT', {}, command('accept-2', 'b'))).rejects.toThrow(CommandReused);
  });

  it('keeps a refusal as the answer, although a moment later the chart would say yes', async () => {
    it_.clock.at = Date.parse('2026-03-02T10:00:00+08:00');
    const id = await it_.open();
    for (const type of ['ACCEPT', 'TRANSFER', 'GIVE_NOTICE', 'HEAR', 'INVESTIGATE', 'ISSUE_OPINION'] as const)
      await it_.send(id, type, type === 'TRANSFER' ? { unit: 'ys-qh-ll-zrs' } : {});
    await it_.send(id, 'APPROVE_OPINION');
    await it_.send(id, 'SERVE');
    const command = { id: 'too-early', digest: 'a' };
    const ask = () => it_.send(id, 'RECORD_FOLLOW_UP', {}, { command });
    await expect(ask()).rejects.toMatchObject({ code: 'EVENT_NOT_ACCEPTED', replayed: false });
    it_.clock.at = Date.parse('2026-03-20T10:00:00+08:00');
    await expect(ask()).rejects.toMatchObject({ code: 'EVENT_NOT_ACCEPTED', replayed: true });
    expect(await it_.send(id, 'RECORD_FOLLOW_UP', {}, { command: { id: 'in-time', digest: 'a' } })).toMatchObject({
      replayed: false,
    });
  });

  it('keeps a refusal whose ground only the caller knows, with the state of then', async () => {
    it_.clock.at = Date.parse('2026-03-02T10:00:00+08:00');
    const id = await it_.open();
    const known = { state: 'acceptance.registered.onTime', refusedBy: ['otherDecided'] };
    const first = it_.send(id, 'ACCEPT', {}, { ...command('against'), against: 'otherDecided' });
    await expect(first).rejects.toMatchObject({ code: 'EVENT_NOT_ACCEPTED', ...known, replayed: false });
    expect(await it_.engine.history(id)).toHaveLength(1);
    await it_.send(id, 'ACCEPT');
    await expect(it_.send(id, 'ACCEPT', {}, command('against'))).rejects.toMatchObject({ ...known, replayed: true });
  });

  it('that was done is so, whatever stands against it by now', async () => {
    const id = await it_.open();
    const first = await it_.send(id, 'ACCEPT', {}, command('done'));
    const again = await it_.send(id, 'ACCEPT', {}, { ...command('done'), against: 'otherDecided' });
    expect(again).toEqual({ ...first, replayed: true });
  });

  it('is refused by the chart first', async () => {
    const refused = it_.send(await it_.open(), 'SERVE', {}, { ...command('both'), against: 'otherDecided' });
    await expect(refused).rejects.toMatchObject({ refusedBy: [] });
  });

  it('opens one case for many equal requests at once', async () => {
    const before = await it_.rows('petition_case');
    const ids = await Promise.all(Array.from({ length: 12 }, () => it_.open({ id: 'open-1', digest: 'a' })));
    expect(new Set(ids).size).toBe(1);
    expect(await it_.rows('petition_case')).toBe(before + 1);
  });

  it('takes one step for many equal requests at once', async () => {
    const id = await it_.open();
    const steps = Array.from({ length: 12 }, () => it_.send(id, 'ACCEPT', {}, command('accept-3')));
    const done = await Promise.all(steps);
    expect(done.map(({ record }) => record.revision)).toEqual(Array(12).fill(2));
    expect(done.filter(({ replayed }) => !replayed)).toHaveLength(1);
  });
});

describe('the history', () => {
  it.each([[`UPDATE case_event SET event = '{}'`], ['DELETE FROM case_event'], ['TRUNCATE case_event CASCADE']])(
    'is append-only: the database refuses %s',
    async (statement) => {
      const before = await it_.rows('case_event');
      await expect(it_.pool.query(statement)).rejects.toThrow(/append-only/);
      expect(await it_.rows('case_event')).toBe(before);
    },
  );
});
