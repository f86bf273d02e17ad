import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Units that were changed, until their petitions have been shown to whoever sees them now a second time. */
export class Reorganisations1764800000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE TABLE reorganisation (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      changed text[] NOT NULL,
      at timestamptz NOT NULL)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE reorganisation');
  }
}
