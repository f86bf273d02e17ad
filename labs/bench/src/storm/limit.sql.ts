/** $1 the case, then the values in the order of limit.ts. */
export const FIRE = `
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
