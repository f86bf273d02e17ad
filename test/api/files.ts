import type { Answer, Client } from '../support/client.ts';

export const JPEG = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('a photograph of a wall')]);
export const PNG = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.from('a drawing')]);
export const PDF = Buffer.from('%PDF-1.7 a contract');
export type File = readonly [name: string, content: Buffer];
export const PHOTOS: readonly File[] = [
  ['院墙一.jpg', JPEG],
  ['院墙二.png', PNG],
  ['合同.pdf', PDF],
];

export const attachmentsOf = (id: string) => `/v1/petitions/${id}/attachments`;

/** Sends files as a browser's form does, on the version that stands now unless a test names another. */
export async function upload(
  client: Client,
  user: string,
  id: string,
  files: readonly File[],
  headers: Record<string, string> = {},
): Promise<Answer> {
  const form = new FormData();
  for (const [name, content] of files) form.append('file', new Blob([new Uint8Array(content)]), name);
  const multipart = new Response(form);
  const version = (await client.get(user, `/v1/petitions/${id}`)).headers.get('etag');
  return client.call(user, 'POST', attachmentsOf(id), {
    body: new Uint8Array(await multipart.arrayBuffer()),
    headers: {
      'content-type': multipart.headers.get('content-type') ?? '',
      ...(version === null ? {} : { 'if-match': version }),
      ...headers,
    },
  });
}
