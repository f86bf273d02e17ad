// What the measuring stands on: a PostgreSQL of its own with durable defaults, a Redis, and the programs that were started.
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres } from '../postgres.mjs';
import { freePort } from '../free-port.mjs';
import { Program } from './program.mjs';
import { startRedis } from './redis.mjs';

const { migrate, seedDemo } = await import('../../libs/platform/dist/index.js');

const township = new URL('../../examples/township/', import.meta.url);

/** The default but for one thing: the server notes when each transaction was committed, to read lateness from. */
const settings = { track_commit_timestamp: 'on' };

export async function raiseStage({ folder: kept }, progress) {
  progress.say('starting PostgreSQL');
  const folder = kept ?? (await mkdtemp(join(tmpdir(), 'huiyin-bench-')));
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o755); // PostgreSQL runs under another account when root starts it
  const postgres = await startPostgres({ folder, settings, holder: `bench, process ${process.pid}` });
  const stage = new Stage(folder, postgres, kept !== undefined);
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => void stage.clear().finally(() => process.exit(130)));
  }
  return stage;
}

class Stage {
  #programs = new Set();
  #pools = new Map();
  #redis = null;
  #cleared = null;

  constructor(folder, postgres, kept) {
    Object.assign(this, { folder, postgres, kept });
  }

  /** A migrated database with the demo's township and accounts; one that is there already is used as it is. */
  async database(name) {
    await this.postgres.ensureDatabase(name);
    const databaseUrl = this.postgres.url(name);
    await migrate({ databaseUrl });
    await seedDemo({ databaseUrl, folder: township });
    return databaseUrl;
  }

  /** The same, always made anew, on a virtual clock that stands at an instant. */
  async databaseAt(name, instant) {
    await this.pool(this.postgres.url('postgres')).query(`DROP DATABASE IF EXISTS ${name}`);
    await this.postgres.ensureDatabase(name);
    const databaseUrl = this.postgres.url(name);
    await migrate({ databaseUrl });
    await this.pool(databaseUrl).query('INSERT INTO virtual_clock (now) VALUES ($1)', [new Date(instant)]);
    await seedDemo({ databaseUrl, folder: township, clock: 'virtual' });
    return databaseUrl;
  }

  /** For what the bench itself asks and prepares. */
  pool(databaseUrl) {
    if (!this.#pools.has(databaseUrl)) {
      const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 });
      pool.on('error', () => {}); // an idle connection that is cut when PostgreSQL stops
      this.#pools.set(databaseUrl, pool);
    }
    return this.#pools.get(databaseUrl);
  }

  /** Before a database is copied or dropped nobody may be connected to it. */
  async closePool(databaseUrl) {
    const pool = this.#pools.get(databaseUrl);
    this.#pools.delete(databaseUrl);
    await pool?.end();
  }

  /** @returns {Promise<string | null>} null where there is no redis-server */
  async redisUrl() {
    this.#redis ??= await startRedis(this.folder);
    return this.#redis?.url ?? null;
  }

  /** @param {'api' | 'worker'} name the real program, as in production */
  async service(name, databaseUrl, env = {}) {
    const port = await freePort();
    return this.run(`apps/${name}/dist/main.js`, {
      port,
      readyPath: '/readyz',
      env: { NODE_ENV: 'production', DATABASE_URL: databaseUrl, PORT: port, WORKER_PORT: port, ...env },
    });
  }

  async run(script, options) {
    const program = new Program(script, { ...options, log: join(this.folder, 'programs.log') });
    this.#programs.add(program);
    await program.ready();
    return program;
  }

  async stop(...programs) {
    await Promise.all(programs.map((program) => program.stop()));
    for (const program of programs) this.#programs.delete(program);
  }

  async machine() {
    const { rows } = await this.pool(this.postgres.url('postgres')).query('SHOW server_version');
    return {
      date: new Date().toISOString().slice(0, 10),
      cpu: `${cpus().length} × ${cpus()[0]?.model.trim()}`,
      memoryGiB: Math.round(totalmem() / 2 ** 30),
      node: process.version,
      postgres: rows[0].server_version,
      redis: this.#redis?.version ?? null,
    };
  }

  /** Once, however often it is asked for: at the end, and by a signal before it. */
  clear() {
    return (this.#cleared ??= this.#clear());
  }

  async #clear() {
    await this.stop(...this.#programs);
    await this.#redis?.stop();
    // What still waits for a query is not waited for: stopping the server ends it.
    await this.postgres.stop();
    await Promise.all([...this.#pools.keys()].map((url) => this.closePool(url)));
    if (!this.kept) await rm(this.folder, { recursive: true });
  }
}
