import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The first schema. Every instant is timestamptz; personal data stand in petition_text, petitioner and case_personal only. */
export class Init1763700000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const statement of [...ACCESS, ...CASE, ...HISTORY_IS_APPEND_ONLY, ...PETITION, ...ALERT]) {
      await db.query(statement);
    }
  }

  async down(): Promise<void> {
    throw new Error('the first migration is not taken back: it would delete every petition');
  }
}

const ACCESS = [
  `CREATE TABLE unit (
    code text PRIMARY KEY,
    name text NOT NULL,
    kind text NOT NULL,
    parent text REFERENCES unit,
    path text[] NOT NULL,
    email text)`,
  `CREATE TABLE account (
    username text PRIMARY KEY,
    name text NOT NULL,
    unit text NOT NULL REFERENCES unit,
    roles text[] NOT NULL,
    password_hash text NOT NULL,
    email text,
    disabled_at timestamptz)`,
  'CREATE INDEX account_of_unit ON account (unit)',
  `CREATE TABLE session (
    token_hash text PRIMARY KEY,
    username text NOT NULL REFERENCES account,
    expires_at timestamptz NOT NULL)`,
  `CREATE TABLE login_failure (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    username text NOT NULL,
    at timestamptz NOT NULL DEFAULT now())`,
  'CREATE INDEX login_failure_recent ON login_failure (username, at)',
];

const CASE = [
  `CREATE TABLE petition_case (
    id uuid PRIMARY KEY,
    machine_id text NOT NULL,
    machine_version int NOT NULL,
    revision int NOT NULL CHECK (revision > 0),
    snapshot jsonb NOT NULL,
    head text NOT NULL,
    stage text NOT NULL,
    state text NOT NULL,
    tags text[] NOT NULL,
    unit text REFERENCES unit,
    assignee text REFERENCES account,
    due_at timestamptz,
    wake_at timestamptz,
    failure text,
    retry_at timestamptz,
    opened_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL)`,
  'CREATE INDEX petition_case_wakes ON petition_case (wake_at, id) WHERE wake_at IS NOT NULL',
  'CREATE INDEX petition_case_due ON petition_case (due_at) WHERE due_at IS NOT NULL',
  'CREATE INDEX petition_case_of_unit ON petition_case (unit, stage, id)',
  'CREATE INDEX petition_case_of_assignee ON petition_case (assignee, id) WHERE assignee IS NOT NULL',
  'CREATE INDEX petition_case_stage ON petition_case (stage, id)',
  `CREATE INDEX petition_case_overdue ON petition_case (id) WHERE tags @> '{overdue}'`,
  `CREATE TABLE case_event (
    case_id uuid NOT NULL REFERENCES petition_case,
    seq int NOT NULL,
    position bigint GENERATED ALWAYS AS IDENTITY,
    kind text NOT NULL CHECK (kind IN ('open', 'event', 'timer')),
    event jsonb NOT NULL,
    actor jsonb,
    at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    from_state jsonb,
    to_state jsonb NOT NULL,
    actions jsonb NOT NULL,
    previous text NOT NULL,
    hash text NOT NULL,
    PRIMARY KEY (case_id, seq))`,
  `CREATE TABLE case_timer (
    case_id uuid NOT NULL REFERENCES petition_case,
    name text NOT NULL,
    status text NOT NULL CHECK (status IN ('armed', 'fired', 'cancelled')),
    armed_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    fired_at timestamptz,
    PRIMARY KEY (case_id, name))`,
  `CREATE INDEX case_timer_armed ON case_timer (due_at) WHERE status = 'armed'`,
  `CREATE TABLE case_effect (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    case_id uuid NOT NULL REFERENCES petition_case,
    seq int NOT NULL,
    number int NOT NULL,
    kind text NOT NULL,
    payload jsonb NOT NULL,
    at timestamptz NOT NULL,
    attempts int NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL DEFAULT now(),
    last_error text,
    done_at timestamptz,
    UNIQUE (case_id, seq, number))`,
  'CREATE INDEX case_effect_owed ON case_effect (next_attempt_at, id) WHERE done_at IS NULL',
  `CREATE TABLE case_personal (
    case_id uuid NOT NULL REFERENCES petition_case,
    seq int NOT NULL,
    salt text NOT NULL,
    body jsonb NOT NULL,
    PRIMARY KEY (case_id, seq))`,
  `CREATE TABLE command (
    id text PRIMARY KEY,
    digest text NOT NULL,
    case_id uuid NOT NULL REFERENCES petition_case,
    seq int,
    answer json NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now())`,
  'CREATE INDEX command_age ON command (recorded_at)',
];

const HISTORY_IS_APPEND_ONLY = [
  `CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     RAISE EXCEPTION 'case_event is append-only: % refused', TG_OP USING ERRCODE = 'restrict_violation';
   END $$`,
  `CREATE TRIGGER case_event_append_only BEFORE UPDATE OR DELETE ON case_event
   FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
  `CREATE TRIGGER case_event_no_truncate BEFORE TRUNCATE ON case_event
   FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
];

const PETITION = [
  `CREATE TABLE petition (
    case_id uuid PRIMARY KEY REFERENCES petition_case,
    code text NOT NULL UNIQUE,
    channel text NOT NULL,
    purpose text NOT NULL,
    category text,
    place text NOT NULL REFERENCES unit,
    group_size int NOT NULL,
    confidential boolean NOT NULL,
    accused_units text[] NOT NULL,
    received_on date NOT NULL,
    received_at timestamptz NOT NULL)`,
  `CREATE TABLE petition_text (
    case_id uuid PRIMARY KEY REFERENCES petition_case,
    title text NOT NULL,
    text text NOT NULL,
    accused text[] NOT NULL,
    salt text NOT NULL,
    grams text[] NOT NULL)`,
  'CREATE INDEX petition_text_grams ON petition_text USING gin (grams)',
  `CREATE TABLE petitioner (
    case_id uuid NOT NULL REFERENCES petition_case,
    number int NOT NULL,
    name text NOT NULL,
    phone text,
    id_number text,
    address text,
    PRIMARY KEY (case_id, number))`,
  `CREATE TABLE case_scope (
    unit text NOT NULL REFERENCES unit,
    case_id uuid NOT NULL REFERENCES petition_case,
    PRIMARY KEY (unit, case_id))`,
  'CREATE INDEX case_scope_of_case ON case_scope (case_id)',
  `CREATE TABLE virtual_clock (
    "only" boolean PRIMARY KEY DEFAULT true CHECK ("only"),
    now timestamptz NOT NULL)`,
];

const ALERT = [
  `CREATE TABLE alert (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    case_id uuid NOT NULL REFERENCES petition_case,
    seq int NOT NULL,
    number int NOT NULL,
    kind text NOT NULL,
    level int NOT NULL,
    clock text NOT NULL,
    due_on date NOT NULL,
    to_unit text REFERENCES unit,
    to_person text REFERENCES account,
    raised_at timestamptz NOT NULL,
    written_by xid8 NOT NULL DEFAULT pg_current_xact_id(),
    acknowledged_at timestamptz,
    acknowledged_by text REFERENCES account,
    UNIQUE (case_id, seq, number))`,
  'CREATE INDEX alert_inbox ON alert (to_unit, id)',
  'CREATE INDEX alert_written ON alert (written_by, id)',
  'CREATE INDEX alert_of_case ON alert (case_id)',
  'CREATE INDEX alert_open ON alert (to_unit, id) WHERE acknowledged_at IS NULL',
  `CREATE TABLE mail (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    alert_id bigint NOT NULL REFERENCES alert,
    address text NOT NULL,
    attempts int NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL DEFAULT now(),
    last_error text,
    sent_at timestamptz,
    given_up_at timestamptz,
    UNIQUE (alert_id, address))`,
  'CREATE INDEX mail_owed ON mail (next_attempt_at, id) WHERE sent_at IS NULL AND given_up_at IS NULL',
];
