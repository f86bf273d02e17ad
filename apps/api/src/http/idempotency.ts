import { createHash } from 'node:crypto';
import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import { canonical } from '@huiyin/workflow';
import type { Command } from '@huiyin/workflow';
import type { FastifyRequest } from 'fastify';
import { callerOf } from './auth.guard.ts';
import { Problem } from './problem.ts';

/** Visible ASCII, as the header's draft asks for. */
const KEY = /^[\x21-\x7e]{1,255}$/;
/** The draft writes it as a string of RFC 8941; most clients leave the quotes away and mean the same. */
const QUOTED = /^"(.*)"$/;

/**
 * The key under which a request may come again; undefined where it names none.
 * @throws Problem 400 for one that is empty, too long or not ASCII
 */
export function keyOf({ headers }: FastifyRequest): string | undefined {
  const given = headers['idempotency-key'];
  if (given === undefined) return undefined;
  const key = String(given).replace(QUOTED, '$1');
  if (KEY.test(key)) return key;
  throw new Problem('malformed-request', {
    zh: 'Idempotency-Key 须为 1–255 个可见 ASCII 字符',
    en: 'Idempotency-Key must be 1–255 visible ASCII characters',
  });
}

/** The command a request stands for: one key of one account, and what it asked, in whatever order its members came. */
export function commandOf({ method, url }: FastifyRequest, username: string, key: string, said: unknown): Command {
  const path = url.split('?')[0] ?? '';
  return { id: sha256(`${username}\n${key}`), digest: sha256(canonical([method, path, said])) };
}

/** The command that the request stands for by its body, of the logged-in caller; undefined without a key. */
export const AsCommand = createParamDecorator((_: unknown, context: ExecutionContext): Command | undefined => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const key = keyOf(request);
  return key === undefined ? undefined : commandOf(request, callerOf(request).username, key, request.body ?? null);
});

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
