// The limit: what firing a timer writes, one transaction for each, with one named statement over the connections that a
// worker has. No chart decides what the next state is: it is known beforehand.
import { performance } from 'node:perf_hooks';
import { readFile } from 'node:fs/promises';
import pg from 'pg';

const CONNECTIONS = 12;

const FIRE = `
  WITH moved AS (
    UPDATE petition_case SET revision = $3, snapshot = $4, head = $5, stage = $6, state = $7, tags = $8, due_at = $9,
      wake_at = $10, updated_at = now()
    WHERE id = $1 AND revision = $2 RETURNING id),
  line AS (
    INSERT INTO case_event (case_id, seq, kind, event, at, recorded_at, from_state, to_state, actions, previous, hash)
    SELECT id, $3, 'timer', $11, $12, now(), $13, $14, $15, $16, $5 FROM moved),
  timers AS (
    INSERT INTO case_timer (case_id, name, status, armed_at, due_at, fired_at)
    SELECT id, t.* FROM moved, unnest($17::text[], $18::text[], $19::timestamptz[], $20::timestamptz[], $21::timestamptz[]) AS t
    ON CONFLICT (case_id, name) DO UPDATE
    SET status = excluded.status, armed_at = excluded.armed_at, due_at = excluded.due_at, fired_at = excluded.fired_at),
  effects AS (
    INSERT INTO case_effect (case_id, seq, number, kind, payload, at)
    SELECT id, $3, e.number, e.kind, e.payload, $12 FROM moved, unnest($22::int[], $23::text[], $24::jsonb[]) AS e(number, kind, payload))
  SELECT id FROM moved`;

const { fired, timers, effects, event } = JSON.parse(await readFile(process.env.TEMPLATE, 'utf8'));
const values = [
  ...[
    fired.revision - 1,
    fired.revision,
    JSON.stringify(fired.snapshot),
    fired.head,
    fired.stage,
    fired.state,
    fired.tags,
  ],
  ...[fired.due_at, fired.wake_at, JSON.stringify(event.event), event.at, JSON.stringify(event.from_state)],
  ...[JSON.stringify(event.to_state), JSON.stringify(event.actions), event.previous],
  ...['name', 'status', 'armed_at', 'due_at', 'fired_at'].map((column) => timers.map((timer) => timer[column])),
  ...[effects.map(({ number }) => number), effects.map(({ kind }) => kind)],
  effects.map(({ payload }) => JSON.stringify(payload)),
];

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: CONNECTIONS });
const connections = await Promise.all(Array.from({ length: CONNECTIONS }, () => pool.connect()));

process.on('message', async ({ dueAt }) => {
  const startedAt = performance.now();
  const { rows: due } = await connections[0].query(
    'SELECT id FROM petition_case WHERE wake_at <= $1 ORDER BY wake_at, id',
    [new Date(dueAt)],
  );
  const cases = due.length;
  await Promise.all(
    connections.map(async (db) => {
      for (let next = due.pop(); next; next = due.pop()) {
        await db.query({ name: 'fire', text: FIRE, values: [next.id, ...values] });
      }
    }),
  );
  process.send({ cases, ms: performance.now() - startedAt });
});
process.send('ready');
