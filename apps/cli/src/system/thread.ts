import { parentPort, workerData } from 'node:worker_threads';
import { readLaw } from '@huiyin/office';
import type { Law, Share } from '@huiyin/office';
import { openDatabase, poolOf, readCommandConfig } from '@huiyin/platform';
import { petitionRegistry } from '@huiyin/workflow';
import type { PetitionRegistry } from '@huiyin/workflow';
import type { Pool } from 'pg';

/** What a thread tells of its share: how far it is, and what came of it. */
export interface Told {
  readonly done: number;
  readonly total: number;
}

/** What `inShares` hands to a thread. */
export interface Task<Given> {
  readonly url: string;
  readonly share: Share;
  readonly given: Given;
}

interface Ground {
  readonly pool: Pool;
  readonly law: Law;
  readonly registry: PetitionRegistry;
  readonly share: Share;
}

/** Does a share of the work, on the ground of its thread and with what every thread was given. */
type Work<Given, T extends Told> = (ground: Ground, given: Given) => AsyncIterable<T>;

/**
 * The body of a thread that `inShares` starts: opens the database, does its share and tells what comes of it.
 * @param name of the command, as pg_stat_activity shows it
 */
export async function asShare<Given, T extends Told>(name: string, work: Work<Given, T>): Promise<void> {
  const { url, share, given } = workerData as Task<Given>;
  const law = readLaw(readCommandConfig().lawFolder);
  const dataSource = await openDatabase(url, { poolSize: 2, applicationName: `huiyin-${name}` });
  try {
    const ground = { pool: poolOf(dataSource), law, registry: petitionRegistry(law.calendars), share };
    for await (const told of work(ground, given)) parentPort?.postMessage(told);
  } finally {
    await dataSource.destroy();
  }
}
