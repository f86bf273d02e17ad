import { openDatabase, poolOf } from '@huiyin/platform';
import { petitionRegistry } from '@huiyin/workflow';
import type { PetitionRegistry } from '@huiyin/workflow';
import type { Pool, QueryResultRow } from 'pg';
import type { Caller } from '../office/caller.ts';
import type { Ledger } from '../office/ledger.ts';
import type { Town } from '../office/town.ts';
import type { Witness } from '../system/witness.ts';

/** What is known of a run when it is over. */
export interface Known {
  /** The file in which the mail server lists what it accepted. */
  readonly letters: string;
  /** What the clients remember. */
  readonly ledger: Ledger;
  /** Somebody to ask the API again. */
  readonly caller: Caller;
  readonly town: Town;
  /** Ids of the petitions that were there before. */
  readonly seeded: ReadonlySet<string>;
  readonly witness: Witness;
}

/** What a check looks at: that, and the database as the product's own code reads it. */
export interface Evidence extends Known {
  readonly pool: Pool;
  readonly registry: PetitionRegistry;
  readonly rows: <Row extends QueryResultRow>(text: string) => Promise<Row[]>;
}

/** What a check counted, by name, and what it found wrong. */
export interface Found {
  readonly counts: Readonly<Record<string, number>>;
  readonly violations: readonly string[];
}

export async function withEvidence<T>(databaseUrl: string, known: Known, work: (evidence: Evidence) => Promise<T>) {
  const dataSource = await openDatabase(databaseUrl, { poolSize: 3, applicationName: 'huiyin-chaos' });
  const pool = poolOf(dataSource);
  try {
    return await work({
      ...known,
      pool,
      registry: petitionRegistry(),
      rows: async <Row extends QueryResultRow>(text: string) => (await pool.query<Row>(text)).rows,
    });
  } finally {
    await dataSource.destroy();
  }
}

/** The number that a query counts as `n`. */
export async function countOf({ rows }: Pick<Evidence, 'rows'>, text: string): Promise<number> {
  const [row] = await rows<{ n: number }>(text);
  return row?.n ?? 0;
}
