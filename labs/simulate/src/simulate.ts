import { migrate, openDatabase, poolOf } from '@huiyin/platform';
import { petitionRegistry } from '@huiyin/workflow';
import type { DataSource } from 'typeorm';
import { prove } from './outcome/proof.ts';
import type { Proof } from './outcome/proof.ts';
import { reportOf } from './outcome/report.ts';
import type { Report } from './outcome/report.ts';
import { holdsPetitions, NotEmpty } from './run/township.ts';
import { liveThrough } from './run/year.ts';
import type { Year, YearOptions } from './run/year.ts';

export interface SimulateOptions extends Omit<YearOptions, 'dataSource' | 'registry'> {
  readonly databaseUrl: string;
  /** Told while the proof is made. */
  readonly onChecked?: (progress: { checked: number; total: number }) => void;
}

export interface Simulated {
  readonly year: Year;
  readonly report: Report;
  readonly proof: Proof;
}

/**
 * Lives through a township's year on an empty database, then counts it and proves it.
 * @throws NotEmpty
 */
export async function simulate({ databaseUrl, onChecked, ...options }: SimulateOptions): Promise<Simulated> {
  const dataSource = await openDatabase(databaseUrl, { applicationName: 'huiyin-simulate' });
  try {
    await prepare(dataSource, databaseUrl);
    const registry = petitionRegistry();
    const year = await liveThrough({ ...options, dataSource, registry });
    const pool = poolOf(dataSource);
    const report = await reportOf(pool, year);
    const proof = await prove({ pool, registry, year, ...(onChecked ? { onProgress: onChecked } : {}) });
    return { year, report, proof };
  } finally {
    await dataSource.destroy();
  }
}

async function prepare(dataSource: DataSource, databaseUrl: string): Promise<void> {
  if (await holdsPetitions(dataSource)) {
    throw new NotEmpty('The database holds petitions. A made-up year needs one of its own.');
  }
  await migrate({ databaseUrl });
}
