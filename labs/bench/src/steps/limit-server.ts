// The limit: a bare Fastify and a pg pool that write what Huiyin writes, with one named statement a step and nothing
// else: nobody is asked who they are, nothing is parsed but JSON, no chart decides, no hash is computed.
// Arguments: its port, the database, and the file with the rows of each step.
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import Fastify from 'fastify';
import pg from 'pg';
import { v7 as uuid } from 'uuid';
import type { Written } from '../cases/rows.ts';
import { CREATE, STEP } from './limit-server.sql.ts';

/** As many as an API has. */
const CONNECTIONS = 12;

const [port, databaseUrl, file] = process.argv.slice(2);
const [opened, ...steps] = JSON.parse(await readFile(String(file), 'utf8')) as Written[];
const opening = createValues(opened);
const stepping = steps.map(stepValues);

const pool = new pg.Pool({ connectionString: String(databaseUrl), max: CONNECTIONS });
const app = Fastify();

app.get('/readyz', () => 'ready');

app.post('/v1/petitions', async (_request, reply) => {
  const id = uuid();
  await pool.query({ name: 'create', text: CREATE, values: [id, randomUUID(), ...opening] });
  return reply
    .code(201)
    .headers({ location: `/v1/petitions/${id}`, etag: '"1"' })
    .send({ id, version: 1 });
});

app.post<{ Params: { id: string } }>('/v1/petitions/:id/events', async (request, reply) => {
  const { id } = request.params;
  const expected = Number(request.headers['if-match']?.slice(1, -1));
  const values = [id, expected, ...(stepping[expected - 1] ?? [])];
  const { rowCount } = await pool.query({ name: 'step', text: STEP, values });
  if (rowCount !== 1) return reply.code(412).send({ id, expected });
  return reply.header('etag', `"${expected + 1}"`).send({ id, version: expected + 1 });
});

await app.listen({ port: Number(port), host: '127.0.0.1' });

function createValues(opened: Written | undefined): unknown[] {
  if (!opened?.registered) throw new Error(`${file} does not begin with a registration`);
  const { petition, text, petitioner } = opened.registered;
  return [
    ...commonValues(opened),
    ...[petition.channel, petition.purpose, petition.category, petition.place, petition.group_size],
    ...[petition.received_on, petition.received_at, text.title, text.text, text.salt, text.grams],
    ...[petitioner.name, petitioner.phone, petitioner.id_number, petitioner.address, opened.case.machine_version],
  ];
}

function stepValues(step: Written): unknown[] {
  const { event, personal } = step;
  return [
    ...commonValues(step),
    ...[JSON.stringify(event.from_state), personal?.salt ?? null, personal ? JSON.stringify(personal.body) : null],
  ];
}

function commonValues({ case: row, event, timers, scope }: Written): unknown[] {
  return [
    ...[row.revision, JSON.stringify(row.snapshot), row.head, row.stage, row.state, row.tags, row.unit],
    ...[row.due_at, row.wake_at, JSON.stringify(event.event), JSON.stringify(event.actor), event.at],
    ...[JSON.stringify(event.to_state), JSON.stringify(event.actions), event.previous],
    ...[timers.map(({ name }) => name), timers.map(({ status }) => status)],
    ...[timers.map((timer) => timer.armed_at), timers.map((timer) => timer.due_at), scope.map(({ unit }) => unit)],
  ];
}
