import type { FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';

export type Locale = 'zh' | 'en';

/** In the order of preference of a caller who has none. */
const LOCALES = ['zh', 'en'] as const;

/** The language that Accept-Language asks for (RFC 9110 §12.5.4); Chinese where it names neither. */
export function localeOf(request: Pick<FastifyRequest, 'headers'>): Locale {
  const [first] = new Negotiator(request).languages([...LOCALES]);
  return LOCALES.find((locale) => locale === first) ?? LOCALES[0];
}
