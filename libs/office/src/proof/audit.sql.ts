import { CASE_COLUMNS } from '@huiyin/workflow';
import { SHARE } from '../read/share.ts';

export const COUNT = `SELECT count(*)::int AS n FROM petition_case WHERE ${SHARE(1)}`;

export const CASES = `
  SELECT ${CASE_COLUMNS.join(', ')}, stage, state, tags, unit, assignee, due_at, wake_at
  FROM petition_case WHERE id > $1 AND ${SHARE(3)} ORDER BY id LIMIT $2`;

export const SURROUNDINGS = `
  SELECT p.case_id,
    json_build_object('channel', p.channel, 'purpose', p.purpose, 'receivedOn', p.received_on, 'place', p.place,
      'groupSize', p.group_size, 'confidential', p.confidential) AS facts,
    p.kept_from,
    (SELECT array_agg(s.unit ORDER BY s.unit COLLATE "C") FROM case_scope s WHERE s.case_id = p.case_id) AS scope,
    (SELECT json_agg(json_build_object('petition', l.other, 'relation', l.relation) ORDER BY l.other) FROM petition_link l
     WHERE l.case_id = p.case_id) AS links,
    (SELECT array_agg(a.id || ' ' || CASE WHEN a.content IS NULL THEN a.sha256 ELSE encode(sha256(a.content), 'hex') END
       ORDER BY a.number) FROM attachment a WHERE a.case_id = p.case_id) AS files,
    (SELECT count(*)::int FROM case_effect f
     WHERE f.case_id = p.case_id AND f.kind = 'alert' AND f.done_at IS NOT NULL AND NOT EXISTS (
       SELECT 1 FROM alert a WHERE a.case_id = f.case_id AND a.seq = f.seq AND a.number = f.number)) AS lost_alerts
  FROM petition p WHERE p.case_id = ANY($1)`;

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
