import type { Fragment } from './options.ts';

/* The texts of the one statement that writes cases (rows.ts). They take JSON arrays, so that one text serves a single step and
   a storm of timers. */

/**
 * PostgreSQL takes every JSON array for a hundred rows, and reads a whole table of a few thousand cases for them. Where
 * there are few cases, the limit says so.
 */
const cases = (most: number | null) => `
  given AS (
    SELECT * FROM json_to_recordset($1::json) AS g(
      id uuid, machine_id text, machine_version int, expected int, revision int, snapshot jsonb, head text, stage text,
      state text, tags text[], unit text, assignee text, due_at timestamptz, wake_at timestamptz, at timestamptz)
    ${most === null ? '' : `LIMIT ${most}`})`;

const OPENED = `
  moved AS (
    INSERT INTO petition_case
      (id, machine_id, machine_version, revision, snapshot, head, stage, state, tags, unit, assignee, due_at, wake_at,
       opened_at, updated_at)
    SELECT id, machine_id, machine_version, revision, snapshot, head, stage, state, tags, unit, assignee, due_at, wake_at,
       at, at
    FROM given RETURNING id, opened_at AS at)`;

/** Compare-and-set on the revision: whoever comes second moves nothing. */
const moved = (given: string) => `
  moved AS (
    UPDATE petition_case AS c
    SET machine_version = g.machine_version, revision = g.revision, snapshot = g.snapshot, head = g.head, stage = g.stage, state = g.state,
        tags = g.tags, unit = g.unit, assignee = g.assignee, due_at = g.due_at, wake_at = g.wake_at, updated_at = g.at,
        failure = NULL, failures = 0, retry_at = NULL
    FROM ${given} AS g WHERE c.id = g.id AND c.revision = g.expected RETURNING c.id, g.at)`;

const MOVED = moved('given');

/** Of those that are held by nobody: what others hold is left out, and does not hold up its neighbours. */
const MOVED_IF_FREE = `
  free AS (
    SELECT g.* FROM given AS g JOIN petition_case AS held ON held.id = g.id AND held.revision = g.expected
    FOR NO KEY UPDATE OF held SKIP LOCKED),${moved('free')}`;

/** How the cases of a statement are written, and how many they are: it decides the plan. */
export const KINDS = {
  open: { given: cases(1), moved: OPENED },
  openFew: { given: cases(8), moved: OPENED },
  openMany: { given: cases(64), moved: OPENED },
  step: { given: cases(1), moved: MOVED },
  stepFew: { given: cases(8), moved: MOVED_IF_FREE },
  stepMany: { given: cases(64), moved: MOVED_IF_FREE },
  /** Their rows are locked already. */
  storm: { given: cases(null), moved: MOVED },
} as const;

/** What follows from a case having moved. A step has the parts it has rows for: each costs, used or not. */
export const PARTS = {
  lines: `
  lines AS (
    INSERT INTO case_event
      (case_id, seq, kind, event, actor, at, recorded_at, from_state, to_state, actions, previous, hash)
    SELECT e.* FROM json_to_recordset($rows::json) AS e(
      case_id uuid, seq int, kind text, event jsonb, actor jsonb, at timestamptz, recorded_at timestamptz,
      from_state jsonb, to_state jsonb, actions jsonb, previous text, hash text)
    JOIN moved ON moved.id = e.case_id ORDER BY e.at, e.case_id, e.seq)`,
  timers: `
  timers AS (
    INSERT INTO case_timer (case_id, name, status, armed_at, due_at, fired_at)
    SELECT t.* FROM json_to_recordset($rows::json) AS t(
      case_id uuid, name text, status text, armed_at timestamptz, due_at timestamptz, fired_at timestamptz)
    JOIN moved ON moved.id = t.case_id
    ON CONFLICT (case_id, name) DO UPDATE
    SET status = excluded.status, armed_at = excluded.armed_at, due_at = excluded.due_at, fired_at = excluded.fired_at)`,
  effects: `
  effects AS (
    INSERT INTO case_effect (case_id, seq, number, kind, payload, at)
    SELECT f.* FROM json_to_recordset($rows::json) AS f(
      case_id uuid, seq int, number int, kind text, payload jsonb, at timestamptz)
    JOIN moved ON moved.id = f.case_id ORDER BY f.at, f.case_id, f.seq, f.number)`,
  personal: `
  personal AS (
    INSERT INTO case_personal (case_id, seq, salt, body)
    SELECT p.* FROM json_to_recordset($rows::json) AS p(case_id uuid, seq int, salt text, body jsonb)
    JOIN moved ON moved.id = p.case_id)`,
  commands: `
  commands AS (
    INSERT INTO command (id, digest, case_id, seq)
    SELECT c.id, c.digest, c.case_id, c.seq FROM json_to_recordset($rows::json) AS c(
      id text, digest text, case_id uuid, seq int)
    JOIN moved ON moved.id = c.case_id)`,
} as const satisfies Record<string, Fragment>;
