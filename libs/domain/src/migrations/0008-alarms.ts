import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An alarm is an alert about the system itself: it belongs to no petition, and of each kind there is one for a day. */
export class Alarms1764500000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE alert
      ALTER COLUMN case_id DROP NOT NULL, ALTER COLUMN seq DROP NOT NULL, ALTER COLUMN number DROP NOT NULL,
      ALTER COLUMN clock DROP NOT NULL,
      ADD CONSTRAINT alert_of_case_or_alarm CHECK (num_nulls(case_id, seq, number, clock) IN (0, 4))`);
    await db.query('CREATE UNIQUE INDEX alarm_once ON alert (kind, due_on) WHERE case_id IS NULL');
  }

  async down(): Promise<void> {
    throw new Error('alarms are not taken back: somebody was told');
  }
}
