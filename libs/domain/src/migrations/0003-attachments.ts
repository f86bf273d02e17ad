import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files of petitions. The content is a photograph or a scan already compressed, so it is stored as it is. */
export class Attachments1763900000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE TABLE attachment (
      id uuid PRIMARY KEY,
      case_id uuid NOT NULL REFERENCES petition_case,
      number int NOT NULL,
      name text,
      media_type text NOT NULL,
      size int NOT NULL,
      sha256 text NOT NULL,
      content bytea,
      added_at timestamptz NOT NULL,
      added_by jsonb NOT NULL,
      UNIQUE (case_id, number))`);
    await db.query('ALTER TABLE attachment ALTER COLUMN content SET STORAGE EXTERNAL');
  }

  async down(): Promise<void> {
    throw new Error('files of petitions are not taken back: it would delete them all');
  }
}
