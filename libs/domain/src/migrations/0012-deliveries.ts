import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What leaves the system, e-mail included, in one table; and each attempt to deliver it. */
export class Deliveries1764900000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE TABLE delivery (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      kind text NOT NULL,
      subject text NOT NULL,
      target text NOT NULL,
      payload jsonb NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      attempts int NOT NULL DEFAULT 0,
      next_attempt_at timestamptz NOT NULL DEFAULT now(),
      last_error text,
      delivered_at timestamptz,
      given_up_at timestamptz,
      UNIQUE (kind, subject, target))`);
    await db.query(`CREATE INDEX delivery_owed ON delivery (kind, next_attempt_at, id)
      WHERE delivered_at IS NULL AND given_up_at IS NULL`);
    await db.query(`CREATE TABLE delivery_attempt (
      delivery_id bigint NOT NULL REFERENCES delivery,
      number int NOT NULL,
      began_at timestamptz NOT NULL,
      ended_at timestamptz,
      error text,
      PRIMARY KEY (delivery_id, number))`);
    await db.query(`INSERT INTO delivery
        (kind, subject, target, payload, attempts, next_attempt_at, last_error, delivered_at, given_up_at)
      SELECT 'email', 'alert/' || alert_id, address, jsonb_build_object('alert', alert_id::text),
        attempts, next_attempt_at, last_error, sent_at, given_up_at FROM mail ORDER BY id`);
    await db.query('DROP TABLE mail');
  }

  async down(): Promise<void> {
    throw new Error('deliveries are not taken back: their attempts have no other place');
  }
}
