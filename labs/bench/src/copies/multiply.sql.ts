const hashOf = (previous: string) =>
  `encode(sha256(convert_to(replace(replace(l.hashed, c.original::text, c.id::text), l.previous, ${previous}), 'UTF8')), 'hex')`;

/** Rows of a table that belong to the original, under the copy's id. */
const copied = (table: string, columns: string) => `
  INSERT INTO ${table} (case_id, ${columns}) SELECT c.id, ${columns.replace(/\w+/g, 't.$&')}
  FROM copy c JOIN ${table} t ON t.case_id = c.original`;

/** A query code of the alphabet that codes have, from sixty bits of the id's digest. */
const CODE = `(SELECT string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + get_byte(digest, i) % 32, 1)
    || CASE WHEN i IN (3, 7) THEN '-' ELSE '' END, '' ORDER BY i)
  FROM sha256(uuid_send(c.id)) AS digest, generate_series(0, 11) AS i)`;

export interface Batch {
  /** Number of the first copy. */
  readonly from: number;
  readonly size: number;
  /** How many originals there are. */
  readonly originals: number;
  /** How far a copy's id lies around its original's, to either side. */
  readonly days: number;
}

/** Run in this order in one transaction. The numbers are written out: CREATE TABLE takes no parameters. */
export const COPY = {
  cases: ({ from, size, originals, days }: Batch) => `
    CREATE TEMP TABLE copy ON COMMIT DROP AS
    SELECT uuidv7(p.received_at - clock_timestamp() + (random() - 0.5) * interval '${2 * days} days') AS id, o.id AS original
    FROM generate_series(${from}, ${from + size - 1}) AS g(n)
    JOIN bench_original o ON o.n = g.n % ${originals}
    JOIN petition p ON p.case_id = o.id
    ORDER BY 1`,
  chains: `
    CREATE TEMP TABLE chain ON COMMIT DROP AS
    WITH RECURSIVE chain (id, original, seq, previous, hash) AS (
      SELECT c.id, c.original, l.seq, l.previous, ${hashOf('l.previous')}
      FROM copy c JOIN bench_line l ON l.original = c.original AND l.seq = 1
      UNION ALL
      SELECT c.id, c.original, l.seq, c.hash, ${hashOf('c.hash')}
      FROM chain c JOIN bench_line l ON l.original = c.original AND l.seq = c.seq + 1)
    SELECT * FROM chain`,
  rows: [
    `INSERT INTO petition_case (id, machine_id, machine_version, revision, snapshot, head, stage, state, tags, unit,
       assignee, due_at, wake_at, opened_at, updated_at)
     SELECT c.id, t.machine_id, t.machine_version, t.revision, t.snapshot, chain.hash, t.stage, t.state, t.tags, t.unit,
       t.assignee, t.due_at, t.wake_at, t.opened_at, t.updated_at
     FROM copy c JOIN petition_case t ON t.id = c.original
     JOIN chain ON chain.id = c.id AND chain.seq = t.revision ORDER BY c.id`,
    `INSERT INTO case_event (case_id, seq, kind, event, actor, at, recorded_at, from_state, to_state, actions, previous, hash)
     SELECT c.id, c.seq, t.kind, t.event, t.actor, t.at, t.recorded_at, t.from_state, t.to_state, t.actions, c.previous, c.hash
     FROM chain c JOIN case_event t ON t.case_id = c.original AND t.seq = c.seq ORDER BY c.id, c.seq`,
    `INSERT INTO petition (case_id, code, channel, purpose, category, place, group_size, confidential, kept_from,
       received_on, received_at)
     SELECT c.id, ${CODE}, t.channel, t.purpose, t.category, t.place, t.group_size, t.confidential, t.kept_from,
       t.received_on, t.received_at
     FROM copy c JOIN petition t ON t.case_id = c.original`,
    copied('case_timer', 'name, status, armed_at, due_at, fired_at'),
    copied('case_effect', 'seq, number, kind, payload, at, attempts, next_attempt_at, done_at'),
    copied('case_personal', 'seq, salt, body'),
    copied('petition_text', 'title, text, accused, salt, grams'),
    copied('petitioner', 'number, name, phone, id_number, address'),
    copied('case_scope', 'unit'),
    copied('alert', 'seq, number, kind, level, clock, due_on, to_unit, to_person, raised_at, acknowledged_at'),
  ],
};
