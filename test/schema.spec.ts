// The entities tell the whole schema: TypeORM finds nothing to change, and what it would build is what the migrations build.
// Three things TypeORM has no word for stand in the migrations alone: the triggers that keep case_event append-only, their
// function, and that attachment.content is stored uncompressed.
import { openDatabase } from '@huiyin/platform';
import type { DataSource } from 'typeorm';
import { emptyDatabase, ownDatabase } from './support/own-database.ts';
import type { OwnDatabase } from './support/own-database.ts';

/** Kept by TypeORM itself. */
const OF_TYPEORM = 'migrations';

/* A name of PostgreSQL's for every part, so that two databases can be compared. Constraints of the kind “not null” are
   left out: the columns say it, and a renamed column keeps the name of the old one. */
const PARTS = {
  columns: `
    SELECT format('%s.%s', relname, attname) AS part,
      concat_ws(' ', format_type(atttypid, atttypmod), CASE WHEN attnotnull THEN 'not null' END,
        'default ' || pg_get_expr(adbin, adrelid), nullif(attidentity, '')) AS told
    FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> $1 AND attnum > 0 AND NOT attisdropped`,
  constraints: `
    SELECT format('%s.%s', relname, conname) AS part, pg_get_constraintdef(pg_constraint.oid) AS told
    FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
    WHERE connamespace = 'public'::regnamespace AND relname <> $1 AND contype <> 'n'`,
  indexes: `
    SELECT indexname AS part, indexdef AS told FROM pg_indexes WHERE schemaname = 'public' AND tablename <> $1`,
};
type Part = keyof typeof PARTS;

let migrated: DataSource;
let built: DataSource;
const databases: OwnDatabase[] = [];
beforeAll(async () => {
  databases.push(...(await Promise.all([ownDatabase(), emptyDatabase()])));
  [migrated, built] = (await Promise.all(databases.map(({ url }) => openDatabase(url, { poolSize: 2 })))) as [
    DataSource,
    DataSource,
  ];
  await built.synchronize();
});
afterAll(async () => {
  await Promise.all([migrated, built].map((each) => each.destroy()));
  await Promise.all(databases.map((each) => each.drop()));
});

const told = async (dataSource: DataSource, part: Part) => {
  const rows = await dataSource.query<{ part: string; told: string }[]>(`${PARTS[part]} ORDER BY part`, [OF_TYPEORM]);
  return rows.map((row) => `${row.part}: ${row.told}`);
};

it('finds nothing to change in a migrated database', async () => {
  const { upQueries } = await migrated.driver.createSchemaBuilder().log();
  expect(upQueries.map(({ query }) => query)).toEqual([]);
});

it('has an entity for every table', async () => {
  const rows = await migrated.query<{ name: string }[]>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_name <> $1`,
    [OF_TYPEORM],
  );
  const tables = migrated.entityMetadatas.map(({ tableName }) => tableName);
  expect(tables.toSorted()).toEqual(rows.map(({ name }) => name).toSorted());
});

/* TypeORM compares checks and predicates by their names alone. PostgreSQL tells how it has understood them. */
it.each(Object.keys(PARTS) as Part[])('would build the %s that the migrations build', async (part) => {
  const ofMigrations = await told(migrated, part);
  expect(ofMigrations.length).toBeGreaterThan(20);
  expect(await told(built, part)).toEqual(ofMigrations);
});
