import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/**
 * The versions a write may rest on: If-Match names them (RFC 9110 §13.1.1, RFC 6585 §3).
 * @returns null where none is named, as by `*`
 */
function versionsIn(ifMatch: string | undefined): readonly number[] | null {
  if (ifMatch === undefined || ifMatch.trim() === '*') return null;
  return ifMatch.split(',').flatMap((tag) => {
    const version = /^"(\d{1,9})"$/.exec(tag.trim())?.[1];
    return version === undefined ? [] : [Number(version)];
  });
}

/** The versions that If-Match names. */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext) =>
  versionsIn(context.switchToHttp().getRequest<FastifyRequest>().headers['if-match']),
);

/** Whether the caller's copy is still good (If-None-Match, RFC 9110 §13.1.2); `*` is any copy. */
export function isUnchanged(ifNoneMatch: string | undefined, etag: string): boolean {
  const named = (ifNoneMatch ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return named.includes(etag) || named.includes('*');
}
