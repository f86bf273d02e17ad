import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an alert must know so that it always finds somebody: who is away and who acts for them, and which units are no more. */
export class Absences1764000000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const statement of [...ORGANISATION, ...TRACES]) await db.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('leave and delegations are not taken back: alerts were sent by them');
  }
}

const ORGANISATION = [
  // A file may name a successor that stands below it.
  `ALTER TABLE unit ADD COLUMN dissolved_on date,
    ADD COLUMN successor text REFERENCES unit DEFERRABLE INITIALLY DEFERRED`,
  `CREATE TABLE absence (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account text NOT NULL REFERENCES account,
    kind text NOT NULL CHECK (kind IN ('leave', 'delegation', 'vacancy')),
    from_on date NOT NULL,
    to_on date CHECK (to_on >= from_on),
    deputy text REFERENCES account CHECK (deputy <> account),
    recorded_by text NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (account, from_on))`,
];

/** Of the wall's time: what was late must show even where the legal clock is moved by hand. */
const TRACES = [
  `ALTER TABLE alert ADD COLUMN route jsonb NOT NULL DEFAULT '[]', ADD COLUMN delivered_at timestamptz NOT NULL DEFAULT now()`,
  'ALTER TABLE case_event ADD COLUMN written_at timestamptz NOT NULL DEFAULT now()',
  'ALTER TABLE virtual_clock ADD COLUMN moved_at timestamptz NOT NULL DEFAULT now()',
];
