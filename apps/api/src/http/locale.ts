import type { FastifyRequest } from 'fastify';

export type Locale = 'zh' | 'en';

/** Chinese, unless the caller prefers English. */
export function localeOf(request: Pick<FastifyRequest, 'headers'>): Locale {
  const accepted = request.headers['accept-language'] ?? '';
  return weightOf('en', accepted) > weightOf('zh', accepted) ? 'en' : 'zh';
}

/** The highest weight (q) that a header gives to a language or a variant of it; 0 when it names none (RFC 9110 §12.5.4). */
function weightOf(language: Locale, header: string): number {
  const weights = header.split(',').flatMap((range) => {
    const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
    if (tag !== language && !tag.startsWith(`${language}-`)) return [];
    const q = parameters.find((parameter) => parameter.trim().startsWith('q='))?.split('=')[1];
    return [q === undefined ? 1 : Number(q) || 0];
  });
  return Math.max(0, ...weights);
}
