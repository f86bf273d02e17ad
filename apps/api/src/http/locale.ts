import type { FastifyRequest } from 'fastify';

export type Locale = 'zh' | 'en';

/** Chinese, unless the caller prefers English. */
export function localeOf(request: Pick<FastifyRequest, 'headers'>): Locale {
  return /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh';
}
