import type { FastifyInstance } from 'fastify';
import type { Words } from '@huiyin/office';
import { Problem } from './problem.ts';

/** @unit bytes */
export const BODY_LIMIT = 1024 * 1024;

/** Deeper than any request nests; unbounded nesting would exhaust the stack of whatever walks the body. */
const DEEPEST = 32;

/**
 * Reads JSON bodies strictly: broken UTF-8 is refused instead of being replaced silently, and so are characters that
 * no database text can hold (NUL, halves of surrogate pairs) and bottomless nesting. An empty body is no body, since
 * many clients name the media type of what they do not send.
 */
export function acceptJson(fastify: FastifyInstance): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeContentTypeParser(['application/json', 'text/plain']);
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (body.length === 0) {
      done(null, undefined);
      return;
    }
    let text: string;
    try {
      text = new TextDecoder('utf-8', { fatal: true }).decode(body as Buffer);
    } catch {
      done(unreadable({ zh: '请求体不是有效的 UTF-8', en: 'the body is not valid UTF-8' }));
      return;
    }
    void parse(request, text, (error, value) => {
      const fault = error ? { zh: '请求体不是有效的 JSON', en: 'the body is not valid JSON' } : unacceptable(value);
      if (fault) done(unreadable(fault));
      else done(null, value);
    });
  });
}

function unreadable(detail: Words): Problem {
  return new Problem('malformed-request', detail);
}

function unacceptable(value: unknown): Words | null {
  if (isDeeperThan(DEEPEST, value)) return { zh: `嵌套不能超过 ${DEEPEST} 层`, en: `nested more than ${DEEPEST} deep` };
  if (everyString(value, (text) => text.isWellFormed() && !text.includes('\0'))) return null;
  return { zh: '文字中有无法保存的字符', en: 'a text holds characters that cannot be stored' };
}

function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeperThan(levels - 1, inner));
}

function everyString(value: unknown, holds: (text: string) => boolean): boolean {
  if (typeof value === 'string') return holds(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, inner]) => holds(key) && everyString(inner, holds));
}
