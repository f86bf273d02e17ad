import { CASE_COLUMNS } from '@huiyin/workflow';

export const CASES = `SELECT ${CASE_COLUMNS.join(', ')} FROM petition_case WHERE id > $1 ORDER BY id LIMIT $2`;

export const HISTORIES = 'SELECT * FROM case_event WHERE case_id = ANY($1) ORDER BY case_id, seq';

export const ARMED = `SELECT case_id, name, due_at FROM case_timer WHERE case_id = ANY($1) AND status = 'armed'`;

/** What was said later, and what was registered, put together as it was when it was sealed. */
export const PERSONAL = `
  SELECT case_id, seq, salt, body FROM case_personal WHERE case_id = ANY($1)
  UNION ALL
  SELECT t.case_id, 1, t.salt, jsonb_build_object('title', t.title, 'text', t.text, 'accused', t.accused,
    'petitioner', persons.list -> 0, 'representatives', persons.list - 0)
  FROM petition_text t
  JOIN LATERAL (
    SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
      'name', r.name, 'phone', r.phone, 'idNumber', r.id_number, 'address', r.address)) ORDER BY r.number) AS list
    FROM petitioner r WHERE r.case_id = t.case_id) AS persons ON persons.list IS NOT NULL
  WHERE t.case_id = ANY($1)`;
