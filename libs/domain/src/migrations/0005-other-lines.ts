import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A case may go on under another version of its chart, or count with another calendar; either is a line of its history. */
export class OtherLines1764100000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE case_event DROP CONSTRAINT case_event_kind_check');
    await db.query(`ALTER TABLE case_event ADD CONSTRAINT case_event_kind_check
      CHECK (kind IN ('open', 'event', 'timer', 'amendment'))`);
  }

  async down(): Promise<void> {
    throw new Error('lines of the history are not taken back');
  }
}
