// The limit: what firing a timer writes, one transaction for each, with one named statement over the connections that a
// worker has. No chart decides what the next state is: it is known beforehand.
// Arguments: the database, and the file with the rows that one firing wrote.
import { readFile } from 'node:fs/promises';
import pg from 'pg';
import type { Written } from '../cases/rows.ts';
import { answering } from '../stage/answering.ts';
import { FIRE } from './limit.sql.ts';
import type { Due, FiredAll } from './limit-rounds.ts';

/** As many as a worker has. */
const CONNECTIONS = 12;

const [databaseUrl, file] = process.argv.slice(2);
const values = firingValues(JSON.parse(await readFile(String(file), 'utf8')) as Written);
const connections = await Promise.all(Array.from({ length: CONNECTIONS }, connected));

answering(fireAll);

async function fireAll({ dueAt }: Due): Promise<FiredAll> {
  const startedAt = performance.now();
  const text = 'SELECT id FROM petition_case WHERE wake_at <= $1 ORDER BY wake_at, id';
  const found = await connections[0]?.query<{ id: string }>(text, [new Date(dueAt)]);
  const due = found?.rows ?? [];
  const cases = due.length;
  await Promise.all(
    connections.map(async (db) => {
      for (let next = due.pop(); next; next = due.pop()) {
        await db.query({ name: 'fire', text: FIRE, values: [next.id, ...values] });
      }
    }),
  );
  return { cases, ms: performance.now() - startedAt };
}

async function connected(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: String(databaseUrl) });
  await client.connect();
  return client;
}

function firingValues({ case: row, event, timers, effects }: Written): unknown[] {
  return [
    ...[row.revision - 1, row.revision, JSON.stringify(row.snapshot), row.head, row.stage, row.state, row.tags],
    ...[row.due_at, row.wake_at, JSON.stringify(event.event), event.at, JSON.stringify(event.from_state)],
    ...[JSON.stringify(event.to_state), JSON.stringify(event.actions), event.previous],
    ...[timers.map(({ name }) => name), timers.map(({ status }) => status), timers.map((timer) => timer.armed_at)],
    ...[timers.map((timer) => timer.due_at), timers.map((timer) => timer.fired_at)],
    ...[effects.map(({ number }) => number), effects.map(({ kind }) => kind)],
    effects.map(({ payload }) => JSON.stringify(payload)),
  ];
}
