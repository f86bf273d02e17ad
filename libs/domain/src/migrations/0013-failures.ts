import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often in a row a case could not be stepped: what passes by itself is tried again soon at first, later less often. */
export class Failures1765000000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE petition_case ADD failures integer NOT NULL DEFAULT 0');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE petition_case DROP failures');
  }
}
