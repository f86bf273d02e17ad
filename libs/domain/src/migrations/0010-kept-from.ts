import type { MigrationInterface, QueryRunner } from 'typeorm';

/** From whom a petition is kept: the units it names and whoever follows from them, no longer the named ones alone. */
export class KeptFrom1764700000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE petition RENAME accused_units TO kept_from');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE petition RENAME kept_from TO accused_units');
  }
}
