// The limit: a bare Fastify and a pg pool that write what Huiyin writes, with one named statement a step and nothing
// else: nobody is asked who they are, nothing is parsed but JSON, no chart decides, no hash is computed.
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import Fastify from 'fastify';
import pg from 'pg';
import { v7 as uuid } from 'uuid';
import { CREATE, STEP } from './limit-server.sql.mjs';

const [opened, ...steps] = JSON.parse(await readFile(process.env.TEMPLATE, 'utf8'));
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 12 });
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

app.post('/v1/petitions/:id/events', async (request, reply) => {
  const { id } = request.params;
  const expected = Number(request.headers['if-match'].slice(1, -1));
  const { rowCount } = await pool.query({
    name: 'step',
    text: STEP,
    values: [id, expected, ...stepping[expected - 1]],
  });
  if (rowCount !== 1) return reply.code(412).send({ id, expected });
  return reply.header('etag', `"${expected + 1}"`).send({ id, version: expected + 1 });
});

const { petition, text, petitioner } = opened;
const opening = [
  ...common(opened),
  ...[petition.channel, petition.purpose, petition.category, petition.place, petition.group_size],
  ...[petition.received_on, petition.received_at, text.title, text.text, text.salt, text.grams],
  ...[petitioner.name, petitioner.phone, petitioner.id_number, petitioner.address],
];
const stepping = steps.map((step) => [
  ...common(step),
  JSON.stringify(step.event.from_state),
  step.personal?.salt ?? null,
  step.personal ? JSON.stringify(step.personal.body) : null,
]);

function common({ case: row, event, timers, scope }) {
  const column = (name) => timers.map((timer) => timer[name]);
  return [
    ...[row.revision, JSON.stringify(row.snapshot), row.head, row.stage, row.state, row.tags, row.unit],
    ...[row.due_at, row.wake_at, JSON.stringify(event.event), JSON.stringify(event.actor), event.at],
    ...[JSON.stringify(event.to_state), JSON.stringify(event.actions), event.previous],
    ...[column('name'), column('status'), column('armed_at'), column('due_at'), scope],
  ];
}

await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
