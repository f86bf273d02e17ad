import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { dateOf } from '@huiyin/domain';
import { audit as auditAll, besideCases, createRegister, Directory } from '@huiyin/office';
import type { AuditFinding } from '@huiyin/office';
import { createClock, openDatabase, poolOf } from '@huiyin/platform';
import type { Config } from '@huiyin/platform';
import { createEngine, petitionRegistry } from '@huiyin/workflow';
import type { Clock } from '@huiyin/workflow';
import { RegisterPetition } from '@huiyin/workflow/contract';
import pg from 'pg';
import type { QueryResultRow } from 'pg';
import type { Client } from '../support/client.ts';

export const DAY_MS = 86_400_000;

/** One question to a database, on a connection of its own. */
export async function query<R extends QueryResultRow>(url: string, text: string, values: unknown[] = []): Promise<R[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<R>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** Waits for something to become true; fails with its name when it does not within the time. */
export async function until(what: string, isTrue: () => Promise<boolean> | boolean, withinMs = 45_000): Promise<void> {
  const latest = Date.now() + withinMs;
  while (!(await isTrue())) {
    if (Date.now() > latest) throw new Error(`not within ${withinMs} ms: ${what}`);
    await pause(15);
  }
}

export const daysAgo = (days: number): string => dateOf(Date.now() - days * DAY_MS);

const INTAKE = { account: 'll.xfb', unit: 'ys-qh-ll-xfb' };

/** Registers petitions as the API does, without its HTTP. @returns their ids */
export async function register(
  config: Pick<Config, 'databaseUrl' | 'clock'>,
  count: number,
  form: Partial<RegisterPetition> = {},
  given?: Clock,
): Promise<string[]> {
  const dataSource = await openDatabase(config.databaseUrl, { poolSize: 4 });
  try {
    const pool = poolOf(dataSource);
    const clock = given ?? createClock(config.clock, pool);
    const directory = new Directory(pool);
    const beside = besideCases(directory);
    const engine = createEngine({ pool, registry: petitionRegistry(), clock, beside, announce: () => undefined });
    const registerOne = createRegister({ engine, clock, directory });
    const whole = RegisterPetition.parse({ ...FORM, ...form });
    const one = () => registerOne({ form: whole, by: INTAKE });
    const done = await Promise.all(Array.from({ length: count }, one));
    return done.map(({ record }) => record.id);
  } finally {
    await dataSource.destroy();
  }
}

export const FORM = {
  channel: 'letter',
  purpose: 'appeal',
  title: '河沿村路灯不亮',
  text: '路灯坏了三个月,请派人来修。',
  petitioner: { name: '孙某某', phone: '13800009999', address: '河沿村九组' },
  place: 'ys-qh-ll-hy',
} as const;

type Step = readonly [user: string, event: string, data?: object];

/** The ordinary path, step by step. */
export const PATH: readonly Step[] = [
  ['ll.xfb', 'ACCEPT'],
  ['ll.xfb', 'TRANSFER', { unit: 'ys-qh-ll-hbz' }],
  ['ll.hbz', 'GIVE_NOTICE'],
  ['ll.hbz', 'ASSIGN', { assignee: 'll.hbz' }],
  ['ll.hbz', 'HEAR'],
  ['ll.hbz', 'INVESTIGATE'],
  [
    'll.hbz',
    'ISSUE_OPINION',
    {
      outcome: 'support',
      request: '修灯',
      facts: '灯坏属实',
      decision: '七日内修好',
      legalBasis: '《条例》第三十二条',
    },
  ],
  ['ll.mayor', 'APPROVE_OPINION'],
  ['ll.hbz', 'SERVE', { method: 'inPerson' }],
];

/** Takes a petition the first steps of the path. */
export async function carry(client: Client, id: string, steps: number): Promise<void> {
  for (const [user, type, data] of PATH.slice(0, steps)) {
    const { status, body } = await client.send(user, id, type, data);
    if (status !== 200) throw new Error(`${type}: ${status} ${JSON.stringify(body)}`);
  }
}

/** Moves the virtual clock without telling anybody. */
export async function setClock(url: string, now: Date): Promise<void> {
  await query(
    url,
    'INSERT INTO virtual_clock (now) VALUES ($1) ON CONFLICT ("only") DO UPDATE SET now = $1, moved_at = now()',
    [now],
  );
}

/** Every line of every case but when it was written down. */
export function histories(url: string) {
  return query(
    url,
    `SELECT case_id, seq, kind, event, actor, at, from_state, to_state, actions, previous, hash
     FROM case_event ORDER BY case_id, seq`,
  );
}

/** What is in the inboxes, but for the numbers the database gives. */
export function inboxes(url: string) {
  return query(
    url,
    `SELECT case_id, seq, number, kind, level, clock, due_on::text, to_unit, to_person, raised_at
     FROM alert WHERE case_id IS NOT NULL ORDER BY case_id, seq, number`,
  );
}

/** Due timers not fired and effects not carried out, as of a moment of legal time, but for cases aside for ever. */
export async function owed(url: string, now: Date): Promise<number> {
  const [row] = await query<{ n: number }>(
    url,
    `SELECT (SELECT count(*) FROM petition_case WHERE wake_at <= $1 AND retry_at IS DISTINCT FROM 'infinity')::int
          + (SELECT count(*) FROM case_effect WHERE done_at IS NULL)::int AS n`,
    [now],
  );
  return row?.n ?? 0;
}

/** Lines written by timers. */
export async function fired(url: string): Promise<number> {
  const [row] = await query<{ n: number }>(url, `SELECT count(*)::int AS n FROM case_event WHERE kind = 'timer'`);
  return row?.n ?? 0;
}

/** Recomputes every chain and replays every history. @returns what does not fit: nothing */
export async function audit(url: string): Promise<AuditFinding[]> {
  const dataSource = await openDatabase(url, { poolSize: 2 });
  try {
    const findings: AuditFinding[] = [];
    for await (const progress of auditAll(poolOf(dataSource), petitionRegistry())) findings.push(...progress.findings);
    return findings;
  } finally {
    await dataSource.destroy();
  }
}

/** A second database with the same content. Nobody may be connected to the first. */
export async function twinOf(url: string): Promise<string> {
  const name = `huiyin_${randomBytes(6).toString('hex')}_test`;
  const twin = new URL(url);
  twin.pathname = `/${name}`;
  const server = new URL(url);
  server.pathname = '/postgres';
  const original = new URL(url).pathname.slice(1);
  await until('nobody is connected to the first', async () => {
    const [row] = await query<{ n: number }>(
      server.href,
      'SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = $1',
      [original],
    );
    return row?.n === 0;
  });
  await query(server.href, `CREATE DATABASE ${name} TEMPLATE ${original}`);
  return twin.href;
}
