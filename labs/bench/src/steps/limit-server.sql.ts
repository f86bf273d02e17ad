/** Both take the values in one order: the case's own first, then $3 to $22 as limit-server.ts lists them. */
const LINES = (kind: 'open' | 'event', from: string, id: string) => `
  line AS (
    INSERT INTO case_event (case_id, seq, kind, event, actor, at, recorded_at, from_state, to_state, actions, previous, hash)
    SELECT id, $3, '${kind}', $12, $13, $14, $14, ${from}, $15, $16, $17, $5 FROM ${id}),
  timers AS (
    INSERT INTO case_timer (case_id, name, status, armed_at, due_at)
    SELECT id, t.* FROM ${id}, unnest($18::text[], $19::text[], $20::timestamptz[], $21::timestamptz[]) AS t
    ON CONFLICT (case_id, name) DO UPDATE
    SET status = excluded.status, armed_at = excluded.armed_at, due_at = excluded.due_at, fired_at = NULL),
  scope AS (
    INSERT INTO case_scope (unit, case_id) SELECT unit, id FROM ${id}, unnest($22::text[]) AS unit)`;

export const CREATE = `
  WITH opened AS (
    INSERT INTO petition_case (id, machine_id, machine_version, revision, snapshot, head, stage, state, tags, unit, due_at,
      wake_at, opened_at, updated_at)
    VALUES ($1, 'petition', $38, $3, $4, $5, $6, $7, $8, $9, $10, $11, $14, $14) RETURNING id),
  ${LINES('open', 'NULL', 'opened')},
  facts AS (
    INSERT INTO petition (case_id, code, channel, purpose, category, place, group_size, confidential, kept_from,
      received_on, received_at)
    SELECT id, $2, $23, $24, $25, $26, $27, false, '{}', $28, $29 FROM opened),
  words AS (
    INSERT INTO petition_text (case_id, title, text, accused, salt, grams)
    SELECT id, $30, $31, '{}', $32, $33 FROM opened)
  INSERT INTO petitioner (case_id, number, name, phone, id_number, address) SELECT id, 0, $34, $35, $36, $37 FROM opened`;

export const STEP = `
  WITH moved AS (
    UPDATE petition_case SET revision = $3, snapshot = $4, head = $5, stage = $6, state = $7, tags = $8, unit = $9,
      due_at = $10, wake_at = $11, updated_at = $14
    WHERE id = $1 AND revision = $2 RETURNING id),
  ${LINES('event', '$23', 'moved')},
  personal AS (
    INSERT INTO case_personal (case_id, seq, salt, body) SELECT id, $3, $24, $25 FROM moved WHERE $24::text IS NOT NULL)
  SELECT id FROM moved`;
