// 附件: handed in as files, kept with their hashes in the history, shown to those who work on the petition.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { AttachmentView } from '@huiyin/workflow/contract';
import { startSystem } from '../support/system.ts';
import type { System } from '../support/system.ts';
import type { Answer } from '../support/client.ts';
import { attachmentsOf, JPEG, PDF, PHOTOS, PNG, upload as uploadTo } from './files.ts';
import type { File } from './files.ts';
import { expectInvalid, expectProblem } from './problem.ts';
import { CLERK, FORM, HANDLER, petition, petitionAt, register, step } from './procedure.ts';
import { ask } from './witness.ts';

let system: System;
beforeAll(async () => (system = await startSystem()));
afterAll(() => system.stop());

const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');
const upload = (user: string, id: string, files: readonly File[], headers?: Record<string, string>) =>
  uploadTo(system.client, user, id, files, headers);

const listed = async (user: string, id: string): Promise<AttachmentView[]> =>
  (await system.client.get(user, attachmentsOf(id))).body.items;

async function download(user: string, id: string, file: string): Promise<{ headers: Headers; content: Buffer }> {
  const { body } = await system.client.call(null, 'POST', '/v1/session', {
    body: { username: user, password: 'huiyin-demo' },
  });
  const response = await fetch(`${system.client.url}${attachmentsOf(id)}/${file}`, {
    headers: { authorization: `Bearer ${body.token}` },
  });
  return { headers: response.headers, content: Buffer.from(await response.arrayBuffer()) };
}

it('are added in one step, listed and given back as they were', async () => {
  const { id } = await register(system.client);
  const added = await upload(CLERK, id, PHOTOS);
  expect(added.status).toBe(201);
  expect(added.headers.get('location')).toBe(attachmentsOf(id));
  expect(added.headers.get('etag')).toBe(`"${(await petition(system.client, id)).version}"`);
  const items: AttachmentView[] = added.body.items;
  for (const item of items) expect(AttachmentView.parse(item)).toEqual(item);
  expect(items.map(({ name, mediaType, size, sha256: hash }) => [name, mediaType, size, hash])).toEqual([
    ['院墙一.jpg', 'image/jpeg', JPEG.length, sha256(JPEG)],
    ['院墙二.png', 'image/png', PNG.length, sha256(PNG)],
    ['合同.pdf', 'application/pdf', PDF.length, sha256(PDF)],
  ]);
  expect(await listed(CLERK, id)).toEqual(items);
  const { headers, content } = await download(CLERK, id, items[0]?.id ?? '');
  expect(content.equals(JPEG)).toBe(true);
  expect(headers.get('content-type')).toBe('image/jpeg');
  expect(headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''${encodeURIComponent('院墙一.jpg')}`);
  expect(headers.get('content-security-policy')).toContain('sandbox');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
});

it('leave a line in the history with the hash of each, and the audit compares them', async () => {
  const { id } = await register(system.client);
  await upload(CLERK, id, PHOTOS.slice(0, 1));
  const { body } = await system.client.get(CLERK, `/v1/petitions/${id}/history`);
  const line = body.items.at(-1);
  expect(line).toMatchObject({ event: 'ATTACH', title: '添加附件', actor: { account: CLERK } });
  expect(line.data.files).toMatchObject([{ mediaType: 'image/jpeg', sha256: sha256(JPEG) }]);
  expect(line.data.names).toEqual(['院墙一.jpg']);
});

it('of more steps than one are counted on', async () => {
  const id = await petitionAt(system.client, 'handling');
  await upload(CLERK, id, PHOTOS.slice(0, 1));
  expect((await upload(HANDLER, id, PHOTOS.slice(1))).status).toBe(201);
  expect((await listed(HANDLER, id)).map(({ name, addedBy }) => [name, addedBy.account])).toEqual([
    ['院墙一.jpg', CLERK],
    ['院墙二.png', HANDLER],
    ['合同.pdf', HANDLER],
  ]);
});

it('are added once, however often the same request is sent', async () => {
  const { id } = await register(system.client);
  const version = (await system.client.get(CLERK, `/v1/petitions/${id}`)).headers.get('etag') ?? '';
  const headers = { 'idempotency-key': `files-${id}`, 'if-match': version };
  const first = await upload(CLERK, id, PHOTOS, headers);
  const again = await upload(CLERK, id, PHOTOS, headers);
  expect(again.headers.get('idempotency-replayed')).toBe('true');
  expect([again.status, again.body]).toEqual([201, first.body]);
  expect(await listed(CLERK, id)).toHaveLength(3);
  expectProblem(await upload(CLERK, id, PHOTOS.slice(1), headers), 422, 'idempotency-key-reused');
});

it('are said to be added, although the petition has left the sender’s sight since', async () => {
  const id = await petitionAt(system.client, 'handling');
  const version = (await system.client.get(HANDLER, `/v1/petitions/${id}`)).headers.get('etag') ?? '';
  const headers = { 'idempotency-key': `files-${id}`, 'if-match': version };
  const first = await upload(HANDLER, id, PHOTOS, headers);
  expect(first.status).toBe(201);
  await step(system.client, id, CLERK, 'ADD_ACCUSED', { add: ['ys-qh-ll-rsz'] });
  const again = await upload(HANDLER, id, PHOTOS, headers);
  expect(again.headers.get('idempotency-replayed')).toBe('true');
  const items = first.body.items.map((file: AttachmentView) => ({ ...file, name: null }));
  expect([again.status, again.body]).toEqual([201, { items }]);
  expectProblem(await upload(HANDLER, id, PHOTOS.slice(1), headers), 404, 'not-found');
  expect(await listed(CLERK, id)).toHaveLength(3);
});

it('of whoever may not see the petition are not waited for', async () => {
  const { id } = await register(system.client, { accused: ['ys-qh-ll-rsz'] });
  const { body } = await system.client.call(null, 'POST', '/v1/session', {
    body: { username: HANDLER, password: 'huiyin-demo' },
  });
  const sent = request(`${system.client.url}${attachmentsOf(id)}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${body.token}`,
      'content-type': 'multipart/form-data; boundary=x',
      'if-match': '"1"',
    },
  });
  sent.write('--x\r\ncontent-disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'); // and no end
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  sent.destroy();
  expect(answer.statusCode).toBe(404);
});

it('keep the end of a long name, and no half of a character', async () => {
  const { id } = await register(system.client);
  expect((await upload(CLERK, id, [[`${'📷'.repeat(100)}.jpeg`, JPEG]])).status).toBe(201);
  const half = [
    '--x\r\ncontent-disposition: form-data; name="file"; ',
    `filename*=utf-16le''%3d%d8%61%00%2e%00%6a%00%70%00%67%00\r\n\r\n`, // of a pair the first half, and “a.jpg”
  ];
  const body = Buffer.concat([Buffer.from(half.join('')), JPEG, Buffer.from('\r\n--x--\r\n')]);
  const headers = { 'content-type': 'multipart/form-data; boundary=x', 'if-match': '"2"' };
  const sent = await system.client.call(CLERK, 'POST', attachmentsOf(id), { body: new Uint8Array(body), headers });
  expect(sent.status).toBe(201);
  expect((await listed(CLERK, id)).map(({ name }) => name)).toEqual([`${'📷'.repeat(97)}.jpeg`, '\ufffda.jpg']);
});

it('need the version they rest on', async () => {
  const { id } = await register(system.client);
  expectProblem(await upload(CLERK, id, PHOTOS, { 'if-match': '"0"' }), 412, 'stale-version');
  expect(await listed(CLERK, id)).toEqual([]);
});

describe('are refused, and nothing is kept of them', () => {
  let id: string;
  beforeAll(async () => ({ id } = await register(system.client)));
  afterEach(async () => expect(await listed(CLERK, id)).toEqual([]));

  it.each<[string, readonly File[], string]>([
    ['a program', [['run.exe', Buffer.from('MZ')]], '/0'],
    ['a page that would run', [['page.html', Buffer.from('<script>')]], '/0'],
    ['a picture that is none', [['院墙.jpg', Buffer.from('not a picture')]], '/0'],
    ['an empty file', [['空.txt', Buffer.alloc(0)]], '/0'],
    ['one bad file among good ones', [...PHOTOS, ['run.exe', Buffer.from('MZ')]], '/3'],
    ['no file at all', [], ''],
  ])('%s', async (_, files, pointer) => {
    expectInvalid(await upload(CLERK, id, files), pointer);
  });

  it('more at once than one can look through', async () => {
    const many = Array.from({ length: 11 }, (_, n): File => [`${n}.jpg`, JPEG]);
    expectInvalid(await upload(CLERK, id, many), '');
  });

  it('a file of more than 20 MiB', async () => {
    const large = Buffer.concat([JPEG, Buffer.alloc(20 * 1024 * 1024)]);
    expectProblem(await upload(CLERK, id, [['大.jpg', large]]), 413, 'payload-too-large');
  });

  it('what is no form, and a form where none is expected', async () => {
    const json = await system.client.call(CLERK, 'POST', attachmentsOf(id), {
      body: {},
      headers: { 'if-match': '"1"' },
    });
    expectProblem(json, 415, 'unsupported-media-type');
    const form = new Response(new FormData());
    const elsewhere = await system.client.call(CLERK, 'POST', '/v1/petitions', {
      body: new Uint8Array(await form.arrayBuffer()),
      headers: { 'content-type': form.headers.get('content-type') ?? '' },
    });
    expectProblem(elsewhere, 415, 'unsupported-media-type');
  });

  it('as an event without files', async () => {
    const data = { files: [{ id, mediaType: 'image/jpeg', size: 3, sha256: '0'.repeat(64) }] };
    expectInvalid(await system.client.send(CLERK, id, 'ATTACH', data), '/type');
  });
});

describe('are kept from those who may not know who petitions', () => {
  it('a monitor sees that there are files, not their names nor what is in them', async () => {
    const id = await petitionAt(system.client, 'handling');
    await upload(CLERK, id, PHOTOS);
    const seen = await listed('ll.monitor', id);
    expect(seen.map(({ name, size }) => [name, size])).toEqual(PHOTOS.map(([, content]) => [null, content.length]));
    const refused: Answer = await system.client.get('ll.monitor', `${attachmentsOf(id)}/${seen[0]?.id}`);
    expectProblem(refused, 403, 'forbidden');
    expectProblem(await upload('ll.monitor', id, PHOTOS), 403, 'forbidden');
  });

  it('whoever is complained about does not even see that', async () => {
    const { id } = await register(system.client, { accused: ['ys-qh-ll-rsz'] });
    await upload(CLERK, id, PHOTOS);
    expectProblem(await system.client.get(HANDLER, attachmentsOf(id)), 404, 'not-found');
    expectProblem(await upload(HANDLER, id, PHOTOS), 404, 'not-found');
  });

  it('one file is found under its own petition alone', async () => {
    const { id } = await register(system.client);
    const other = await register(system.client);
    const [file]: AttachmentView[] = (await upload(CLERK, id, PHOTOS)).body.items;
    expectProblem(await system.client.get(CLERK, `${attachmentsOf(other.id)}/${file?.id}`), 404, 'not-found');
    expectProblem(await system.client.get(CLERK, `${attachmentsOf(id)}/nothing`), 404, 'not-found');
  });
});

it('can be handed in after the end, and by a co-handler', async () => {
  const id = await petitionAt(system.client, 'handling');
  await step(system.client, id, CLERK, 'ADD_PARTY', { unit: 'ys-qh-ll-nyb' });
  expect((await upload('ll.nyb', id, PHOTOS)).status).toBe(201);
  const ended = (await register(system.client)).id as string;
  await step(system.client, ended, CLERK, 'WITHDRAW', { inWriting: true });
  expect((await upload(CLERK, ended, PHOTOS)).status).toBe(201);
});

it('may be no more than fifty in a petition', async () => {
  const { id } = await register(system.client, { title: `${FORM.title}（照片多）` });
  const ten = Array.from({ length: 10 }, (_, n): File => [`${n}.jpg`, JPEG]);
  for (let n = 0; n < 5; n++) expect((await upload(CLERK, id, ten)).status).toBe(201);
  const more = await upload(CLERK, id, PHOTOS);
  expect(more.body).toMatchObject({ status: 409, refusedBy: ['fewFiles'] });
  const [stored] = await ask(system.databaseUrl, 'SELECT count(*)::int AS n FROM attachment WHERE case_id = $1', [id]);
  expect(stored).toEqual({ n: 50 });
});
