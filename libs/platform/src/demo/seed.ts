import { readFile } from 'node:fs/promises';
import { createEngine, petitionRegistry } from '@huiyin/workflow';
import { RegisterPetition } from '@huiyin/workflow/contract';
import type { AccusedEntry } from '@huiyin/workflow/contract';
import type { DataSource } from 'typeorm';
import {
  besideCases,
  createRegister,
  Directory,
  hashPassword,
  importOrganisation,
  parseOrganisation,
} from '@huiyin/office';
import type { Organisation } from '@huiyin/office';
import { isProduction } from '../config/env.ts';
import { openDatabase, poolOf } from '../data/database.ts';
import { DemoRefused } from '../errors.ts';
import { createClock } from '../time/clock.ts';

/** The same for every demo account, and printed at the start: there is nothing behind it to protect. */
export const DEMO_PASSWORD = 'huiyin-demo';

export interface Seeded {
  readonly petitions: number;
  readonly accounts: Organisation['people'];
}

export interface SeedOptions {
  readonly databaseUrl: string;
  /** Folder with township.json and petitions.jsonl. */
  readonly folder: URL;
  readonly clock?: 'system' | 'virtual';
}

/**
 * A made-up township with its accounts and thirty petitions. Does nothing where petitions are registered already.
 * @throws DemoRefused with NODE_ENV=production
 */
export async function seedDemo({ databaseUrl, folder, clock = 'system' }: SeedOptions): Promise<Seeded> {
  if (isProduction()) throw new DemoRefused();
  const township = parseOrganisation(JSON.parse(await readFile(new URL('township.json', folder), 'utf8')));
  const dataSource = await openDatabase(databaseUrl, { poolSize: 4, applicationName: 'huiyin-seed' });
  try {
    // One hash for all: everybody knows the password, and a start should not wait for seventeen.
    const passwordHash = await hashPassword(DEMO_PASSWORD);
    await importOrganisation(dataSource, township, () => Promise.resolve(passwordHash));
    const petitions = await seedPetitions(dataSource, folder, clock);
    return { petitions, accounts: township.people };
  } finally {
    await dataSource.destroy();
  }
}

async function seedPetitions(dataSource: DataSource, folder: URL, kind: 'system' | 'virtual'): Promise<number> {
  const pool = poolOf(dataSource);
  const { rows } = await pool.query<{ n: number }>('SELECT count(*)::int AS n FROM petition');
  if (rows[0] && rows[0].n > 0) return rows[0].n;
  const clock = createClock(kind, pool);
  const directory = new Directory(pool);
  const beside = besideCases(directory);
  const engine = createEngine({ pool, registry: petitionRegistry(), clock, beside, announce: () => undefined });
  const register = createRegister({ engine, clock, directory });
  const lines = (await readFile(new URL('petitions.jsonl', folder), 'utf8')).trim().split('\n');
  for (const line of lines) {
    const form = demoForm(JSON.parse(line) as Record<string, unknown>);
    await register({ form, by: { account: 'll.xfb', unit: 'ys-qh-ll-xfb' } });
  }
  return lines.length;
}

/** Whom the demo petitions complain about, where they do: a clerk who registers them is asked. */
const ACCUSED: Readonly<Record<string, AccusedEntry[]>> = {
  P07: [{ name: '大石村村主任', unit: 'ys-qh-ll-ds' }],
  P16: [{ name: '镇上收钱办低保的人', unknown: true }],
  P29: [{ name: '拆猪场带队的人', unknown: true }],
};

/** The demo file says more than a registration does: its number, and what a trainer expects of it. */
function demoForm({ id, expect: _expect, purpose, ...form }: Record<string, unknown>): RegisterPetition {
  const known = purpose === 'withdraw-later' ? 'appeal' : purpose;
  return RegisterPetition.parse({ ...form, purpose: known, accused: ACCUSED[String(id)] ?? [] });
}
