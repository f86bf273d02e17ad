import { randomBytes } from 'node:crypto';
import pg from 'pg';

export interface OwnDatabase {
  /** Of a database with all migrations and no data. */
  readonly url: string;
  /** Cuts every connection and deletes the database. */
  drop(): Promise<void>;
}

/** A database for one suite alone, on the server that was started for, or given to, this test run. */
export function ownDatabase(): Promise<OwnDatabase> {
  return createDatabase(`TEMPLATE ${setUp('HUIYIN_TEST_TEMPLATE')}`);
}

/** The same without any migration. */
export function emptyDatabase(): Promise<OwnDatabase> {
  return createDatabase();
}

async function createDatabase(from = ''): Promise<OwnDatabase> {
  const name = `huiyin_${randomBytes(6).toString('hex')}_test`;
  await onServer(`CREATE DATABASE ${name} ${from}`);
  const url = new URL(setUp('HUIYIN_TEST_SERVER_URL'));
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => dropDatabase(url.href) };
}

/** Refuses any database that is not one of this run: another server's, or without the ending `_test`. */
export async function dropDatabase(url: string): Promise<void> {
  const { host, pathname } = new URL(url);
  const name = pathname.slice(1);
  if (host !== new URL(setUp('HUIYIN_TEST_SERVER_URL')).host) throw new Error(`${host} is not this test run's server`);
  if (!/^huiyin_[0-9a-f]+_test$/.test(name)) throw new Error(`${name} is not a database of a test`);
  await onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: setUp('HUIYIN_TEST_SERVER_URL') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function setUp(variable: string): string {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is not set: run the tests with npm test (see global-setup.mjs)`);
  return value;
}
