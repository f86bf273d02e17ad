import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A case may go on under another version of its chart; that is a line of its history. */
export class ChartMigration1764100000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE case_event DROP CONSTRAINT case_event_kind_check');
    await db.query(`ALTER TABLE case_event ADD CONSTRAINT case_event_kind_check
      CHECK (kind IN ('open', 'event', 'timer', 'migration'))`);
  }

  async down(): Promise<void> {
    throw new Error('lines of the history are not taken back');
  }
}
