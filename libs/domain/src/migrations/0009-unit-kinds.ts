import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a unit is decides who sees and who is told, so a word that nobody knows must not get in. */
export class UnitKinds1764600000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE unit ADD CONSTRAINT unit_kind CHECK (kind IN (
      'province', 'prefecture', 'city', 'county', 'county-city', 'district', 'township', 'subdistrict', 'village',
      'community', 'petition-office', 'department', 'discipline', 'court', 'procuratorate', 'mediation'))`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE unit DROP CONSTRAINT unit_kind');
  }
}
