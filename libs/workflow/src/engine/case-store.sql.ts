import { CASE_COLUMNS } from './rows.ts';

/** Statements of case-store.ts. The set-wise ones take JSON arrays, so one text serves a single step and a storm of timers. */

const COLUMNS = CASE_COLUMNS.join(', ');

export const LOAD = `SELECT ${COLUMNS} FROM petition_case WHERE id = $1`;

export const CLAIM_DUE = `
  SELECT ${COLUMNS} FROM petition_case
  WHERE wake_at <= $1 AND (retry_at IS NULL OR retry_at <= now()) ORDER BY wake_at, id LIMIT $2
  FOR UPDATE SKIP LOCKED`;

/** Cases on one version of a machine, a chunk at a time, in the order of their ids. */
export const ON_VERSION = `
  SELECT ${COLUMNS} FROM petition_case WHERE machine_id = $1 AND machine_version = $2 AND id > $3 ORDER BY id LIMIT $4`;

export const CLAIM = 'SELECT id FROM petition_case WHERE id = ANY($1) FOR UPDATE SKIP LOCKED';

/** Open cases that count with another calendar than the one given. */
const OTHER_CALENDAR = `wake_at IS NOT NULL AND snapshot -> 'context' ->> 'calendar' <> $1`;

export const ON_OTHER_CALENDAR = `
  SELECT ${COLUMNS} FROM petition_case WHERE ${OTHER_CALENDAR} AND id > $2 ORDER BY id LIMIT $3`;

export const COUNT_ON_OTHER_CALENDAR = `SELECT count(*)::int AS cases FROM petition_case WHERE ${OTHER_CALENDAR}`;

export const STATES_ON_VERSION = `
  SELECT snapshot -> 'value' AS value, count(*)::int AS cases FROM petition_case
  WHERE machine_id = $1 AND machine_version = $2 GROUP BY 1 ORDER BY 2 DESC, 1`;

/** The rows of each part come as one JSON array. `$n` is the placeholder of the part. */
type Fragment = (rows: string) => string;

/**
 * PostgreSQL takes every JSON array for a hundred rows, and reads a whole table of a few thousand cases for them. Where
 * there is one case, the limit says so.
 */
const cases = (one: boolean) => `
  given AS (
    SELECT * FROM json_to_recordset($1::json) AS g(
      id uuid, machine_id text, machine_version int, expected int, revision int, snapshot jsonb, head text, stage text,
      state text, tags text[], unit text, assignee text, due_at timestamptz, wake_at timestamptz, at timestamptz)
    ${one ? 'LIMIT 1' : ''})`;

const OPENED = `
  moved AS (
    INSERT INTO petition_case
      (id, machine_id, machine_version, revision, snapshot, head, stage, state, tags, unit, assignee, due_at, wake_at,
       opened_at, updated_at)
    SELECT id, machine_id, machine_version, revision, snapshot, head, stage, state, tags, unit, assignee, due_at, wake_at,
       at, at
    FROM given RETURNING id)`;

/** Compare-and-set on the revision: whoever comes second moves nothing. */
const MOVED = `
  moved AS (
    UPDATE petition_case AS c
    SET machine_version = g.machine_version, revision = g.revision, snapshot = g.snapshot, head = g.head, stage = g.stage, state = g.state,
        tags = g.tags, unit = g.unit, assignee = g.assignee, due_at = g.due_at, wake_at = g.wake_at, updated_at = g.at,
        failure = NULL, retry_at = NULL
    FROM given AS g WHERE c.id = g.id AND c.revision = g.expected RETURNING c.id)`;

/** What follows from a case having moved. A step has the parts it has rows for: each costs, used or not. */
export const PARTS = {
  lines: (rows) => `
  lines AS (
    INSERT INTO case_event
      (case_id, seq, kind, event, actor, at, recorded_at, from_state, to_state, actions, previous, hash)
    SELECT e.* FROM json_to_recordset(${rows}::json) AS e(
      case_id uuid, seq int, kind text, event jsonb, actor jsonb, at timestamptz, recorded_at timestamptz,
      from_state jsonb, to_state jsonb, actions jsonb, previous text, hash text)
    JOIN moved ON moved.id = e.case_id ORDER BY e.at, e.case_id, e.seq)`,
  timers: (rows) => `
  timers AS (
    INSERT INTO case_timer (case_id, name, status, armed_at, due_at, fired_at)
    SELECT t.* FROM json_to_recordset(${rows}::json) AS t(
      case_id uuid, name text, status text, armed_at timestamptz, due_at timestamptz, fired_at timestamptz)
    JOIN moved ON moved.id = t.case_id
    ON CONFLICT (case_id, name) DO UPDATE
    SET status = excluded.status, armed_at = excluded.armed_at, due_at = excluded.due_at, fired_at = excluded.fired_at)`,
  effects: (rows) => `
  effects AS (
    INSERT INTO case_effect (case_id, seq, number, kind, payload, at)
    SELECT f.* FROM json_to_recordset(${rows}::json) AS f(
      case_id uuid, seq int, number int, kind text, payload jsonb, at timestamptz)
    JOIN moved ON moved.id = f.case_id ORDER BY f.at, f.case_id, f.seq, f.number)`,
  personal: (rows) => `
  personal AS (
    INSERT INTO case_personal (case_id, seq, salt, body)
    SELECT p.* FROM json_to_recordset(${rows}::json) AS p(case_id uuid, seq int, salt text, body jsonb)
    JOIN moved ON moved.id = p.case_id)`,
  commands: (rows) => `
  commands AS (
    INSERT INTO command (id, digest, case_id, seq)
    SELECT c.id, c.digest, c."caseId", c.seq FROM json_to_recordset(${rows}::json) AS c(
      id text, digest text, "caseId" uuid, seq int)
    JOIN moved ON moved.id = c."caseId")`,
} as const satisfies Record<string, Fragment>;
export type PartName = keyof typeof PARTS;

/** Rows of somebody else's that are written with a step, as parts of its statement: whatever they do, they join `moved`. */
export interface Company {
  /** Stands for the text: the same name is the same text, but for the placeholders. */
  readonly name: string;
  /** @param first number of the first placeholder; the values follow it in their order */
  readonly parts: (first: number) => string;
  readonly values: readonly unknown[];
}

const statements = new Map<string, string>();

/** The one statement that writes cases with these parts; named, so that PostgreSQL plans it once a connection. */
export function writing(kind: 'create' | 'step' | 'storm', parts: readonly PartName[], company: Company | null) {
  const name = [`case-${kind}`, ...parts, ...(company ? [company.name] : [])].join('-');
  const known = statements.get(name);
  if (known) return { name, text: known };
  const all = [
    cases(kind !== 'storm'),
    kind === 'create' ? OPENED : MOVED,
    ...parts.map((part, index) => PARTS[part](`$${index + 2}`)),
    ...(company ? [company.parts(parts.length + 2)] : []),
  ];
  const text = `WITH ${all.join(',')} SELECT id FROM moved`;
  statements.set(name, text);
  return { name, text };
}

/** Wall-clock minutes, whatever the legal clock says: this is about a broken program, not about a deadline. */
export const SET_ASIDE = `
  UPDATE petition_case SET failure = $2, retry_at = now() + interval '5 minutes' WHERE id = $1`;

/** A line in the history has a number; a refusal has none. */
export const REFUSE_COMMAND = `
  INSERT INTO command (id, digest, case_id, refusal) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`;

export const FIND_COMMAND = `
  SELECT id, digest, case_id AS "caseId", seq, refusal FROM command WHERE id = $1`;
