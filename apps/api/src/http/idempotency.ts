import { createHash } from 'node:crypto';
import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { Command } from '@huiyin/workflow';
import type { FastifyRequest } from 'fastify';
import { callerOf } from './auth.guard.ts';
import { Problem } from './problem.ts';

/** Visible ASCII, as the header's draft asks for. */
const KEY = /^[\x21-\x7e]{1,255}$/;

/**
 * The command a request stands for: one key of one account, and what it asked. Undefined without an Idempotency-Key.
 * @param said what is asked for, where that is not the body
 * @throws Problem 400 for a key that is empty, too long or not ASCII
 */
export function commandOf(
  request: FastifyRequest,
  username: string,
  said: unknown = request.body ?? null,
): Command | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || !KEY.test(key)) {
    const detail = {
      zh: 'Idempotency-Key 须为 1–255 个可见 ASCII 字符',
      en: 'Idempotency-Key must be 1–255 visible ASCII characters',
    };
    throw new Problem('malformed-request', detail);
  }
  const path = request.url.split('?')[0] ?? '';
  const asked = JSON.stringify([request.method, path, said]);
  return { id: sha256(`${username}\n${key}`), digest: sha256(asked) };
}

/** The command that the request stands for, of the logged-in caller. */
export const AsCommand = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  return commandOf(request, callerOf(request).username);
});

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
