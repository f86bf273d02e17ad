import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '@huiyin/tools/postgres';
import type { Postgres } from '@huiyin/tools/postgres';
import type { Say } from '../progress.ts';
import { Databases } from './databases.ts';
import { describeMachine } from './machine.ts';
import type { Machine } from './machine.ts';
import { Programs } from './programs.ts';
import { startRedis } from './redis.ts';
import type { Redis } from './redis.ts';

/** Durable defaults, but for one thing: the server notes when each transaction was committed, to read lateness from. */
const SETTINGS = { track_commit_timestamp: 'on' };

/**
 * What the measuring stands on: a PostgreSQL, a Redis and programs, all of its own. A signal that ends the bench clears it.
 * @param kept the folder that outlives the run; without one there is a temporary folder
 * @throws Fault
 */
export async function raiseStage(kept: string | undefined, say: Say): Promise<Stage> {
  say('starting PostgreSQL');
  const folder = kept ?? (await mkdtemp(join(tmpdir(), 'huiyin-bench-')));
  const remove = async () => {
    if (kept === undefined) await rm(folder, { recursive: true });
  };
  const postgres = await startServer(folder).catch(async (error: unknown) => {
    await remove();
    throw error;
  });
  const stage = new Stage(folder, postgres, remove);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void stage.clear().finally(() => process.exit(130)));
  }
  return stage;
}

async function startServer(folder: string): Promise<Postgres> {
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o755); // PostgreSQL runs under another account when root starts it
  return startPostgres({ folder, settings: SETTINGS, holder: `bench, process ${process.pid}` });
}

export class Stage {
  readonly folder: string;
  readonly databases: Databases;
  readonly programs: Programs;
  private readonly postgres: Postgres;
  private readonly remove: () => Promise<void>;
  private redis: Redis | null = null;
  private cleared: Promise<void> | null = null;

  /** @param remove deletes the folder, unless it is kept */
  constructor(folder: string, postgres: Postgres, remove: () => Promise<void>) {
    this.folder = folder;
    this.postgres = postgres;
    this.remove = remove;
    this.databases = new Databases(postgres);
    this.programs = new Programs(join(folder, 'programs.log'));
  }

  /** Of a Redis that is started when it is first asked for; undefined where there is no redis-server. */
  async redisUrl(): Promise<string | undefined> {
    this.redis ??= await startRedis(this.folder);
    return this.redis?.url;
  }

  machine(): Promise<Machine> {
    return describeMachine(this.databases.admin, this.redis?.version ?? null);
  }

  /** Once, however often it is asked for: at the end, and by a signal before it. */
  clear(): Promise<void> {
    return (this.cleared ??= this.clearAway());
  }

  private async clearAway(): Promise<void> {
    await this.programs.stopAll();
    await this.redis?.stop();
    // What still waits for a query is not waited for: stopping the server ends it.
    await this.postgres.stop();
    await this.databases.disconnectAll();
    await this.remove();
  }
}
