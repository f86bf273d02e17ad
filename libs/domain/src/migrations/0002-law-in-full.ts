import type { MigrationInterface, QueryRunner } from 'typeorm';
import { DatabaseTooOld } from '../errors.ts';

/** What chart 2 needs beside chart 1: links between petitions, and the search for those of one matter or one person. */
export class LawInFull1763800000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    const [old] = (await db.query('SELECT 1 FROM petition_case LIMIT 1')) as unknown[];
    if (old) throw new DatabaseTooOld(CHART_1);
    for (const statement of LINKS) await db.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('links are part of the cases’ histories and are not taken back');
  }
}

/** Chart 1 was part of no release, so nothing carries its cases on: docs/decisions/0008. */
const CHART_1 =
  'This database holds cases of chart 1 (the ordinary path alone), which was never released and which this version does ' +
  'not carry on. Start with an empty database (another DATABASE_URL or HUIYIN_DATA_DIR), or run the version that wrote it.';

const LINKS = [
  `CREATE TABLE petition_link (
    case_id uuid NOT NULL REFERENCES petition_case,
    other uuid NOT NULL REFERENCES petition_case,
    relation text NOT NULL,
    PRIMARY KEY (case_id, other),
    CHECK (case_id <> other))`,
  'CREATE INDEX petition_link_back ON petition_link (other)',
  'CREATE INDEX petition_of_matter ON petition (category, place, case_id)',
  'CREATE INDEX petitioner_by_phone ON petitioner (phone) WHERE phone IS NOT NULL',
  'CREATE INDEX petitioner_by_id_number ON petitioner (id_number) WHERE id_number IS NOT NULL',
];
