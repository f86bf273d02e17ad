import type { PetitionView } from '@huiyin/workflow/contract';
import type { Client } from '../support/client.ts';
import { expectProblem } from './problem.ts';

const NOBODY = '01890000-0000-7000-8000-000000000000';

/** Addresses that show one petition. */
const SHOWING = ['', '/history', '/clocks', '/clocks/transfer/explanation', '/allowed-events', '/links'];

/** Lists that would show it to whoever may see it, whatever they are filtered by. */
function listsWith({ id, code, title, category, channel, stage, unit, state, tags }: PetitionView): string[] {
  const words = (text: string) => encodeURIComponent(text);
  const filters = [
    ...['', `code=${code}`, `q=${words(title)}`, `q=${words(title.slice(0, 1))}`, `channel=${channel}`],
    ...[`stage=${stage}`, `state=${state}`, `unit=${unit}`, `unit=ys`, 'overdue=true', 'overdue=false'],
    ...(category === null ? [] : [`category=${words(category)}`]),
    ...tags.map((tag) => `tag=${words(tag)}`),
    ...['dueBefore=9999-12-31', 'dueAfter=0001-01-01'],
  ];
  return [
    ...filters.map((filter) => `/v1/petitions?limit=200&${filter}`),
    ...['/v1/alerts?limit=200', `/v1/alerts?petition=${id}`, '/v1/events'],
  ];
}

/** Nothing tells this user that the petition is there: what shows one says 404, lists and searches leave it out. */
export async function expectUnseen(client: Client, user: string, view: PetitionView): Promise<void> {
  await Promise.all([
    ...SHOWING.map((part) => expectNotFound(client, user, view.id + part)),
    ...listsWith(view).map((path) => expectLeftOut(client, user, path, view)),
  ]);
  const write = (id: string) =>
    client.call(user, 'POST', `/v1/petitions/${id}/events`, {
      body: { type: 'HEAR', data: {} },
      headers: { 'if-match': '"1"' },
    });
  const [answer, nothing] = [await write(view.id), await write(NOBODY)];
  expect({ ...answer.body, instance: '' }).toEqual({ ...nothing.body, instance: '' });
  expectProblem(answer, 404, 'not-found');
}

async function expectNotFound(client: Client, user: string, path: string): Promise<void> {
  expectProblem(await client.get(user, `/v1/petitions/${path}`), 404, 'not-found');
}

async function expectLeftOut(client: Client, user: string, path: string, { id, code, title }: PetitionView) {
  const said = JSON.stringify((await client.get(user, path)).body);
  for (const sign of [id, code, title]) expect([user, path, said.includes(sign)]).toEqual([user, path, false]);
}
