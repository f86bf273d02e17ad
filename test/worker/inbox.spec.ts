// Effects: what reaches whose inbox, once, though it be delivered twice; and one that fails holds up no other.
import type { System } from '../support/system.ts';
import { onBothBackends, startOn } from './backends.ts';
import { copiesOf } from './copies.ts';
import { carry, inboxes, owed, query, register, until } from './world.ts';

const copy = copiesOf();

onBothBackends((backend) => {
  let system: System;
  beforeAll(
    async () =>
      (system = await startOn(backend, {
        databaseUrl: await copy(),
        env: { HUIYIN_SWEEP_SECONDS: '0.3' },
      })),
  );
  afterAll(() => system.stop());

  const settled = async () => {
    const now = new Date(await system.client.now());
    await until('nothing is owed', async () => (await owed(system.databaseUrl, now)) === 0);
  };
  const alertsOf = (id: string) =>
    query<{ kind: string; level: number; to_unit: string | null; to_person: string | null }>(
      system.databaseUrl,
      'SELECT kind, level, to_unit, to_person FROM alert WHERE case_id = $1 ORDER BY seq, number',
      [id],
    );
  const reached = async (id: string) =>
    (await alertsOf(id)).map((each) => [each.kind, each.level, each.to_unit, each.to_person]);

  it('each alert reaches the desk that owes the act, then its superiors', async () => {
    const { client, config } = system;
    const [waiting = '', handled = '', served = ''] = await register(config, 3);
    const [secret = '', secretHandled = ''] = await register(config, 2, { confidential: true });
    const [accusing = ''] = await register(config, 1, { accused: ['ys-qh-ll'] });
    const [hopeless = ''] = await register(config, 1, { accused: ['ys-qh-ll'], confidential: true });
    await Promise.all([carry(client, handled, 6), carry(client, secretHandled, 3), carry(client, served, 9)]);
    await client.moveBy(23); // the 15 days to transfer ended a week ago
    await settled();

    const office = 'ys-qh-ll-xfb';
    const county = ['ys-qh-xfj', 'qh.director'];
    expect(await reached(waiting)).toEqual([
      ...Array(3).fill(['reminder', 0, office, null]),
      ['overdue', 0, office, null],
      ['escalation', 1, office, 'll.xfb'],
      ['escalation', 2, 'ys-qh-ll', null], // two leaders: the desk of both
      ['escalation', 3, ...county],
    ]);
    expect((await reached(served))[0]).toEqual(['followUpDue', 0, 'ys-qh-ll-jw', 'll.jw']);
    expect((await reached(secret)).slice(-3)).toEqual([
      ['escalation', 1, office, 'll.xfb'],
      ['escalation', 2, office, 'll.xfb'], // nobody above the units taking part
      ['escalation', 3, office, 'll.xfb'],
    ]);
    // The township itself is complained about: nothing within it is told.
    expect(await reached(accusing)).toEqual([
      ...Array(6).fill(expect.arrayContaining(['unroutable', null])),
      ['escalation', 3, ...county],
    ]);
    expect(new Set((await alertsOf(hopeless)).map(({ kind, to_unit }) => `${kind} ${to_unit}`))).toEqual(
      new Set(['unroutable null']),
    );

    await client.moveBy(46); // the 60 days of handling ended a week ago
    await settled();
    const unit = 'ys-qh-ll-hbz';
    expect(await reached(handled)).toEqual([
      ...Array(3).fill(['reminder', 0, unit, 'll.hbz']),
      ['overdue', 0, unit, 'll.hbz'],
      ['escalation', 1, unit, null],
      ['escalation', 2, 'ys-qh-ll', null],
      ['escalation', 3, ...county],
    ]);
    expect(new Set((await alertsOf(secretHandled)).map(({ to_unit }) => to_unit))).toEqual(new Set([unit, office]));
  });

  it('an effect delivered twice is in the inbox once', async () => {
    const before = await inboxes(system.databaseUrl);
    await query(system.databaseUrl, 'UPDATE case_effect SET done_at = NULL');
    await settled();
    expect(await inboxes(system.databaseUrl)).toEqual(before);
  });

  it('an effect that fails is tried again later and holds up no other', async () => {
    const { client, config, databaseUrl } = system;
    const [bad = '', good = ''] = await register(config, 2);
    // Broken as it is written: no such day.
    await query(
      databaseUrl,
      `CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         NEW.payload := jsonb_set(NEW.payload, '{dueOn}', '"2026-02-31"'); RETURN NEW; END $$`,
    );
    await query(
      databaseUrl,
      `CREATE TRIGGER spoil BEFORE INSERT ON case_effect FOR EACH ROW WHEN (NEW.case_id = '${bad}') EXECUTE FUNCTION spoil()`,
    );
    await client.moveBy(6);
    await until('the good one is in the inbox', async () => (await alertsOf(good)).length === 1);
    const tried = () =>
      query<{ attempts: number; wait: number; last_error: string; done_at: Date | null }>(
        databaseUrl,
        `SELECT attempts, extract(epoch FROM next_attempt_at - now())::float AS wait, last_error, done_at
         FROM case_effect WHERE case_id = $1`,
        [bad],
      );
    await until('the bad one was tried', async () => (await tried())[0]?.attempts === 1);
    expect((await tried())[0]?.last_error).toContain('2026-02-31');
    expect((await tried())[0]?.wait).toBeGreaterThan(45);
    await query(databaseUrl, 'UPDATE case_effect SET next_attempt_at = now() WHERE case_id = $1', [bad]);
    await until('it was tried again', async () => (await tried())[0]?.attempts === 2);
    expect((await tried())[0]?.wait).toBeGreaterThan(100); // twice as long
    expect(await alertsOf(bad)).toEqual([]);

    await query(
      databaseUrl,
      `UPDATE case_effect SET payload = jsonb_set(payload, '{dueOn}', '"2026-02-28"'), next_attempt_at = now() WHERE case_id = $1`,
      [bad],
    );
    await until('mended, it is in the inbox', async () => (await alertsOf(bad)).length === 1);
  });
});
