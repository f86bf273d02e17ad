import type { FastifyInstance } from 'fastify';
import { Problem } from './problem.ts';

/** @unit bytes */
export const BODY_LIMIT = 1024 * 1024;

/**
 * Reads JSON bodies strictly: broken UTF-8 is refused instead of being replaced silently, and so are characters that
 * no database text can hold (NUL, halves of surrogate pairs).
 */
export function acceptJson(fastify: FastifyInstance): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeContentTypeParser(['application/json', 'text/plain']);
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    let text: string;
    try {
      text = new TextDecoder('utf-8', { fatal: true }).decode(body as Buffer);
    } catch {
      done(unreadable({ zh: '请求体不是有效的 UTF-8', en: 'the body is not valid UTF-8' }));
      return;
    }
    parse(request, text, (error, value) => {
      const fault = error ? { zh: '请求体不是有效的 JSON', en: 'the body is not valid JSON' } : unstorable(value);
      if (fault) done(unreadable(fault));
      else done(null, value);
    });
  });
}

function unreadable(detail: { zh: string; en: string }): Problem {
  return new Problem('malformed-request', detail);
}

function unstorable(value: unknown): { zh: string; en: string } | null {
  if (everyString(value, (text) => text.isWellFormed() && !text.includes('\0'))) return null;
  return { zh: '文字中有无法保存的字符', en: 'a text holds characters that cannot be stored' };
}

function everyString(value: unknown, holds: (text: string) => boolean): boolean {
  if (typeof value === 'string') return holds(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, inner]) => holds(key) && everyString(inner, holds));
}
