import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { invalidInput } from '@huiyin/office';

/** Query parameters of every list. */
export const Page = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
};

export interface List<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** Opaque to the caller: the key of the last row shown. */
function encodeCursor(key: string): string {
  return Buffer.from(key).toString('base64url');
}

/** @throws Problem 422 for a cursor that no list has handed out */
export function decodeCursor(cursor: string | undefined, shape: RegExp): string | null {
  if (cursor === undefined) return null;
  const key = Buffer.from(cursor, 'base64url').toString();
  if (shape.test(key)) return key;
  const detail = { zh: '游标无效', en: 'not a cursor of this list' };
  throw invalidInput([{ pointer: '/cursor', detail }]);
}

/** Cuts a page out of rows read one too many, and names the next one in body and Link header (RFC 8288). */
export function pageOf<R, T>(
  rows: readonly R[],
  limit: number,
  keyOf: (row: R) => string,
  present: (row: R) => T,
): List<T> {
  const shown = rows.slice(0, limit);
  const last = shown[shown.length - 1];
  const next = rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null;
  return { items: shown.map(present), next };
}

export function linkNext(request: FastifyRequest, reply: FastifyReply, { next }: List<unknown>): void {
  if (next === null) return;
  const [path, query = ''] = request.url.split('?');
  const parameters = new URLSearchParams(query);
  parameters.set('cursor', next);
  void reply.header('link', `<${path}?${parameters.toString()}>; rel="next"`);
}
