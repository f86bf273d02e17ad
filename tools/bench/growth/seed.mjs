// Databases with many cases: a thousand real histories, delivered by the real worker, and as many copies as are wanted.
import { setTimeout as sleep } from 'node:timers/promises';
import { multiply } from '../multiply.mjs';
import { withoutIndexes } from './indexes.mjs';
import { writeHistories } from './histories.mjs';
import { wideOrganisation } from './organisation.mjs';

const [{ hashPassword, importOrganisation }, { DEMO_PASSWORD, migrate, openDatabase }] = await Promise.all([
  import('../../../libs/office/dist/index.js'),
  import('../../../libs/platform/dist/index.js'),
]);

const HISTORIES = 1_000;
const ORIGINALS = 'growth_originals';

/** A database of so many cases, made unless it is there. @returns its address, and what making it took */
export async function seeded(stage, name, cases, progress) {
  const databases = databasesOf(stage);
  const databaseUrl = stage.postgres.url(name);
  if (await databases.isFinished(name, cases)) return { databaseUrl, seeding: null };
  const originals = await originalsIn(stage, databases, progress);
  const startedAt = Date.now();
  await databases.create(name, ORIGINALS);
  const pool = stage.pool(databaseUrl);
  const each = (done) => progress.say(`growth: writing ${cases} cases`, done / cases);
  const rest = cases - originals.length;
  await withoutIndexes(pool, () => multiply(pool, originals, rest, { days: 10, each }), progress);
  progress.say('growth: vacuum and analyze');
  await pool.query('VACUUM (ANALYZE)');
  await pool.query('CHECKPOINT');
  const size = await pool.query('SELECT pg_database_size(current_database())::float / 1e9 AS gigabytes');
  await databases.finish(name, cases);
  return { databaseUrl, seeding: { ms: Date.now() - startedAt, gigabytes: size.rows[0].gigabytes } };
}

/** A database says of itself when it is complete, so that one that was broken off is made anew. */
function databasesOf(stage) {
  const admin = stage.pool(stage.postgres.url('postgres'));
  const note = `SELECT FROM pg_database WHERE datname = $1 AND shobj_description(oid, 'pg_database') = $2`;
  return {
    isFinished: async (name, cases) => (await admin.query(note, [name, String(cases)])).rowCount === 1,
    async create(name, template = 'template1') {
      await admin.query(`DROP DATABASE IF EXISTS ${name}`);
      await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
    },
    finish: (name, cases) => admin.query(`COMMENT ON DATABASE ${name} IS '${cases}'`),
  };
}

async function originalsIn(stage, databases, progress) {
  const databaseUrl = stage.postgres.url(ORIGINALS);
  if (!(await databases.isFinished(ORIGINALS, HISTORIES))) {
    await databases.create(ORIGINALS);
    await makeOriginals(stage, databaseUrl, progress);
    await databases.finish(ORIGINALS, HISTORIES);
  }
  const { rows } = await stage.pool(databaseUrl).query('SELECT id FROM petition_case ORDER BY id');
  await stage.closePool(databaseUrl); // nobody may be connected to what is copied
  return rows.map(({ id }) => id);
}

async function makeOriginals(stage, databaseUrl, progress) {
  await migrate({ databaseUrl });
  const wide = await wideOrganisation();
  await importPeople(databaseUrl, wide.organisation);
  const each = (done) => progress.say(`growth: ${HISTORIES} real histories`, done / HISTORIES);
  await writeHistories(databaseUrl, wide, HISTORIES, each);
  progress.say('growth: their alerts');
  const worker = await stage.service('worker', databaseUrl);
  const owed = 'SELECT FROM case_effect WHERE done_at IS NULL LIMIT 1';
  while ((await stage.pool(databaseUrl).query(owed)).rowCount > 0) await sleep(100);
  await stage.stop(worker);
}

async function importPeople(databaseUrl, organisation) {
  const dataSource = await openDatabase(databaseUrl, { poolSize: 2, applicationName: 'huiyin-bench' });
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  await importOrganisation(dataSource, organisation, () => Promise.resolve(passwordHash));
  await dataSource.destroy();
}
