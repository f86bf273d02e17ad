// A database of any earlier version comes to this one with everything it held. No migration is taken back, so each version
// is reached from the first, with the data of its day put in on the way.
import { dataSourceOptions } from '@huiyin/domain/entities';
import { audit } from '@huiyin/office';
import { migrate, openDatabase, poolOf } from '@huiyin/platform';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { registry } from './support/a-case.ts';
import { ACCUSED, LATER, OF_VERSION } from './support/earlier.ts';
import { emptyDatabase } from './support/own-database.ts';
import type { OwnDatabase } from './support/own-database.ts';

type Row = Readonly<Record<string, unknown>>;
type Tables = Readonly<Record<string, readonly Row[]>>;

const options = (url: string) =>
  dataSourceOptions({ url, poolSize: 2, applicationName: 'upgrade', connectWithinMs: 60_000, Client: pg.Client });
const MIGRATIONS = Object.values(options('postgres://').migrations ?? {});
const NEWEST = MIGRATIONS.length;

let database: OwnDatabase;
let db: pg.Client;
beforeEach(async () => {
  database = await emptyDatabase();
  db = new pg.Client({ connectionString: database.url });
  await db.connect();
});
afterEach(async () => {
  await db.end();
  await database.drop();
});

/** As the program of that version did it. */
async function migrateTo(version: number): Promise<void> {
  const migrations = MIGRATIONS.slice(0, version);
  const dataSource = await new DataSource({ ...options(database.url), entities: [], migrations }).initialize();
  try {
    await dataSource.runMigrations();
  } finally {
    await dataSource.destroy();
  }
}

async function liveTo(version: number): Promise<void> {
  for (let each = 1; each <= version; each++) {
    await migrateTo(each);
    await OF_VERSION[each]?.(db);
  }
}

/** Every row of every table. */
async function stored(): Promise<Tables> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migrations' ORDER BY 1`,
  );
  const tables: Record<string, Row[]> = {};
  for (const { name } of rows) {
    const of = await db.query<{ row: Row }>(`SELECT to_jsonb(t) AS row FROM "${name}" AS t ORDER BY to_jsonb(t)`);
    tables[name] = of.rows.map(({ row }) => row);
  }
  return tables;
}

/** What the rows of an earlier version are under this one; what is not named here stays as it was. */
const BECOMES: Readonly<Record<string, (row: Row) => Row>> = {
  petition: ({ accused_units, ...row }) => (accused_units ? { ...row, kept_from: accused_units } : row),
  command: ({ answer, ...row }) => (answer ? { ...row, refusal: row['seq'] === null ? answer : null } : row),
};

function sorted(rows: readonly Row[]): string[] {
  return rows.map((row) => JSON.stringify(Object.entries(row).sort())).sort();
}

/** The rows, without the columns that came later. */
function withoutLater(rows: readonly Row[], before: Row): Row[] {
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([column]) => column in before)));
}

async function findings() {
  const dataSource = await openDatabase(database.url, { poolSize: 2 });
  try {
    const found: unknown[] = [];
    for await (const progress of audit(poolOf(dataSource), registry)) found.push(...progress.findings);
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    return [...found, ...upQueries.map(({ query }) => query)];
  } finally {
    await dataSource.destroy();
  }
}

const EARLIER = Array.from({ length: NEWEST - 1 }, (_, index) => index + 1);

it.each(EARLIER)('keeps every row of a database of version %i, and every history holds', async (version) => {
  await liveTo(version);
  const { mail = [], ...before } = await stored();
  await migrate({ databaseUrl: database.url });
  const after = await stored();

  for (const [table, rows] of Object.entries(before)) {
    const expected = rows.map(BECOMES[table] ?? ((row) => row));
    const kept = withoutLater(after[table] ?? [], expected[0] ?? {});
    expect([table, sorted(kept)]).toEqual([table, sorted(expected)]);
  }
  expect(after['delivery']).toHaveLength(mail.length + (before['delivery']?.length ?? 0));
  expect(await findings()).toEqual([]);
});

it('is tried with something in every table', async () => {
  await liveTo(NEWEST);
  const empty = Object.entries(await stored()).filter(([, rows]) => rows.length === 0);
  expect(empty).toEqual([]);
});

it('has e-mail as deliveries, as far as each had come', async () => {
  await liveTo(2);
  const [alert] = (await stored())['alert'] ?? [];
  await migrate({ databaseUrl: database.url });
  const { rows } = await db.query(
    `SELECT kind, subject, target, payload, attempts, next_attempt_at AS next, last_error AS error, delivered_at AS delivered,
       given_up_at AS "givenUp" FROM delivery ORDER BY target`,
  );
  const id = String(alert?.['id']);
  const letter = { kind: 'email', subject: `alert/${id}`, payload: { alert: id }, next: LATER };
  expect(rows).toEqual([
    { ...letter, target: 'lost@example.org', attempts: 9, error: 'no', delivered: null, givenUp: LATER },
    { ...letter, target: 'owed@example.org', attempts: 3, error: 'no route', delivered: null, givenUp: null },
    { ...letter, target: 'sent@example.org', attempts: 1, error: null, delivered: LATER, givenUp: null },
  ]);
});

it('keeps a petition from those it was kept from', async () => {
  await liveTo(9);
  await migrate({ databaseUrl: database.url });
  const { rows } = await db.query<{ kept: string[] }>('SELECT kept_from AS kept FROM petition');
  expect(rows).toEqual([{ kept: ACCUSED }, { kept: ACCUSED }, { kept: ACCUSED }]);
});

it('leaves a database with cases of chart 1 as it is, and says so', async () => {
  await migrateTo(1);
  await OF_VERSION[1]?.(db);
  await db.query(
    `INSERT INTO petition_case (id, machine_id, machine_version, revision, snapshot, head, stage, state, tags, opened_at, updated_at)
     VALUES (gen_random_uuid(), 'petition', 1, 1, '{}', '', '', '', '{}', now(), now())`,
  );
  const before = await stored();
  await expect(migrate({ databaseUrl: database.url })).rejects.toThrow('cases of chart 1');
  expect(await stored()).toEqual(before);
});
