import type { Instant } from '@huiyin/domain';
import { TOWNSHIP } from '@huiyin/lab-kit';
import { migrate, seedDemo } from '@huiyin/platform';
import type { Postgres } from '@huiyin/tools/postgres';
import pg from 'pg';
import type { Pool } from 'pg';

/** A database, and a pool for what the bench itself asks and prepares. */
export interface Database {
  readonly name: string;
  readonly url: string;
  readonly pool: Pool;
}

/** The databases of the server that the bench has started. */
export class Databases {
  private readonly open = new Map<string, Database>();
  private readonly postgres: Postgres;

  constructor(postgres: Postgres) {
    this.postgres = postgres;
  }

  /** One that is there. */
  named(name: string): Database {
    const known = this.open.get(name);
    if (known) return known;
    const url = this.postgres.url(name);
    const pool = new pg.Pool({ connectionString: url, max: 4 });
    pool.on('error', () => {}); // an idle connection that is cut when PostgreSQL stops
    const database = { name, url, pool };
    this.open.set(name, database);
    return database;
  }

  /** The one that is always there. */
  get admin(): Pool {
    return this.named('postgres').pool;
  }

  /** Made anew: every run begins with the same tables, whatever an earlier one left in a kept folder. */
  async create(name: string, template = 'template1'): Promise<Database> {
    await this.disconnect(name);
    await this.disconnect(template);
    await this.admin.query(`DROP DATABASE IF EXISTS ${name}`);
    await this.admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
    return this.named(name);
  }

  /**
   * A new one with the demo's township, its accounts and petitions.
   * @param at the instant at which its virtual clock stands; without one it has the system's clock
   */
  async township(name: string, at?: Instant): Promise<Database> {
    const database = await this.create(name);
    await migrate({ databaseUrl: database.url });
    if (at !== undefined) await database.pool.query('INSERT INTO virtual_clock (now) VALUES ($1)', [new Date(at)]);
    const clock = at === undefined ? 'system' : 'virtual';
    await seedDemo({ databaseUrl: database.url, folder: TOWNSHIP, clock });
    return database;
  }

  /** A database says of itself when it is complete, so that one that was broken off is made anew. */
  async markComplete({ name }: Database, cases: number): Promise<void> {
    await this.admin.query(`COMMENT ON DATABASE ${name} IS '${cases}'`);
  }

  async isComplete(name: string, cases: number): Promise<boolean> {
    const text = `SELECT FROM pg_database WHERE datname = $1 AND shobj_description(oid, 'pg_database') = $2`;
    const { rowCount } = await this.admin.query(text, [name, String(cases)]);
    return rowCount === 1;
  }

  async disconnectAll(): Promise<void> {
    await Promise.all([...this.open.keys()].map((name) => this.disconnect(name)));
  }

  /** While somebody is connected to a database it can neither be dropped nor copied. */
  private async disconnect(name: string): Promise<void> {
    const database = this.open.get(name);
    this.open.delete(name);
    await database?.pool.end();
  }
}
