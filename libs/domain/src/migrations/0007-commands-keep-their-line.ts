import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A command keeps the line it wrote, or its refusal. What it is answered is told from the case as of that line. */
export class CommandsKeepTheirLine1764400000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE command RENAME COLUMN answer TO refusal');
    await db.query('ALTER TABLE command ALTER COLUMN refusal DROP NOT NULL');
    await db.query('UPDATE command SET refusal = NULL WHERE seq IS NOT NULL');
    await db.query(
      'ALTER TABLE command ADD CONSTRAINT command_done_or_refused CHECK ((seq IS NULL) <> (refusal IS NULL))',
    );
  }

  async down(): Promise<void> {
    throw new Error('what was answered is no longer kept');
  }
}
