import { Sessions } from '@huiyin/office';
import type { Office } from '@huiyin/office';
import { OFFICE, POOL } from '@huiyin/platform';
import type { Pool, PoolClient } from 'pg';
import { startSystem } from '../support/system.ts';
import type { System } from '../support/system.ts';

let system: System;
beforeAll(async () => (system = await startSystem({ workers: 0 })));
afterAll(() => system.stop());

async function raise(db: PoolClient, caseId: string, number: number): Promise<string> {
  const { rows } = await db.query<{ id: string }>(
    `INSERT INTO alert (case_id, seq, number, kind, level, clock, due_on, to_unit, raised_at)
     VALUES ($1, 1, $2, 'reminder', 0, 'transfer', '2026-12-01', 'ys-qh-ll-xfb', now()) RETURNING id`,
    [caseId, number],
  );
  return rows[0]?.id ?? '';
}

it('tells every alert to a stream, though a later one commits first', async () => {
  const pool = system.api.get<Pool>(POOL, { strict: false });
  const { inbox: alerts } = system.api.get<Office>(OFFICE, { strict: false });
  const session = await system.api.get(Sessions, { strict: false }).login('ll.xfb', 'huiyin-demo');
  if (!session) throw new Error('ll.xfb cannot log in');
  const [{ id: caseId }] = (await system.client.get('ll.xfb', '/v1/petitions?limit=1')).body.items;
  const [early, late] = [await pool.connect(), await pool.connect()];
  try {
    await early.query('BEGIN');
    await early.query('SELECT pg_current_xact_id()');
    await late.query('BEGIN');
    const first = await raise(late, caseId, 900);
    const second = await raise(early, caseId, 901);
    await early.query('COMMIT');
    const told = (await alerts.after(session.viewer, '0', 10)).map((row) => row.id);
    expect(told).toEqual([second]);
    await late.query('COMMIT');
    const then = (await alerts.after(session.viewer, second, 10)).map((row) => row.id);
    expect(then).toEqual([first]);
    expect(await alerts.newest()).toBe(first);
  } finally {
    early.release();
    late.release();
  }
});
