import type { Pool } from 'pg';
import { DAY_MS } from '../cases/course.ts';
import { DEPARTMENT, OFFICE } from '../cases/township.ts';
import type { Request } from '../http/connection.ts';
import type { Caller, Place } from './place.ts';

/** Calls of one kind. */
export interface Kind {
  readonly name: string;
  readonly calls: readonly Request[];
}

const WORDS = encodeURIComponent('青苗补偿');

/** What is asked of a list, by whom; the path is made for each round, since it may name a day. */
const LISTS: readonly (readonly [name: string, Caller, path: () => string])[] = [
  ['worklist, township office', 'office', () => petitions()],
  ['worklist, department', 'department', () => petitions()],
  ['worklist, county', 'county', () => petitions()],
  ['worklist, office, one stage', 'office', () => petitions('stage=handling')],
  ['worklist, office, overdue', 'office', () => petitions('overdue=true')],
  ['worklist, office, due this week', 'office', () => petitions(`dueBefore=${inDays(7)}&dueAfter=${inDays(0)}`)],
  ['worklist, department, its cases', 'department', () => petitions(`unit=${DEPARTMENT}&stage=handling`)],
  ['search, office', 'office', () => petitions(`q=${WORDS}`)],
  ['search, county', 'county', () => petitions(`q=${WORDS}`)],
  ['alerts, county', 'county', () => '/v1/alerts?limit=50'],
];

/** @param count how many of each kind */
export async function callsOn({ database: { pool }, tokens }: Place, count: number): Promise<Kind[]> {
  const get = (caller: Caller, path: string): Request => ({ method: 'GET', path, token: tokens[caller] });
  const lists = LISTS.map(([name, caller, path]) => ({
    name,
    calls: Array.from({ length: count }, () => get(caller, path())),
  }));
  const shown = await visible(pool, count);
  const stepped = await steppable(pool, count);
  return [
    ...lists,
    { name: 'show', calls: shown.map((id) => get('office', `/v1/petitions/${id}`)) },
    { name: 'step', calls: stepped.map((row) => hearing(row, tokens.handler)) },
  ];
}

function petitions(filter?: string): string {
  return `/v1/petitions?limit=50${filter === undefined ? '' : `&${filter}`}`;
}

async function visible(pool: Pool, count: number): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    'SELECT case_id AS id FROM case_scope WHERE unit = $1 ORDER BY random() LIMIT $2',
    [OFFICE, count],
  );
  return rows.map(({ id }) => id);
}

interface Steppable {
  readonly id: string;
  readonly revision: number;
}

/** Cases anywhere in the county that may be stepped without moving on, so that there are as many in the next round. */
async function steppable(pool: Pool, count: number): Promise<Steppable[]> {
  const { rows } = await pool.query<Steppable>(
    `SELECT id, revision FROM petition_case WHERE stage = 'handling' ORDER BY random() LIMIT $1`,
    [count],
  );
  return rows;
}

function hearing({ id, revision }: Steppable, token: string): Request {
  const body = JSON.stringify({ type: 'HEAR', data: { summary: '再次听取陈述' } });
  return { method: 'POST', path: `/v1/petitions/${id}/events`, token, ifMatch: `"${revision}"`, body };
}

function inDays(days: number): string {
  return new Date(Date.now() + days * DAY_MS).toISOString();
}
