import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the nightly comparison of every clock with its ledger has found. */
export class ClockCheck1764300000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE TABLE clock_check (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      at timestamptz NOT NULL DEFAULT now(),
      cases int NOT NULL,
      clocks int NOT NULL,
      differing int NOT NULL,
      differences jsonb NOT NULL)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE clock_check');
  }
}
