import { PASSED_BY } from '@huiyin/workflow/contract';
import type { AlertStep } from '@huiyin/workflow/contract';
import type { Locale } from '../http/locale.ts';

/** In one sentence, why an alert came to this desk: whom it passed by first. Null when it went where it was meant to. */
export function whyHere(route: readonly AlertStep[], passed: string | null, locale: Locale): string | null {
  const [first] = route;
  if (first?.skipped === undefined) return null;
  const who = passed ?? first.person ?? first.unit;
  const why = PASSED_BY[first.skipped][locale];
  const as = route[route.length - 1]?.as;
  if (locale === 'en') {
    if (as === 'deputy') return `as deputy of ${who}, who ${why}`;
    return as === undefined ? `${who} ${why}, and nobody else could be found` : `passed on: ${who} ${why}`;
  }
  if (as === 'deputy') return `代${who}收件(${why})`;
  return as === undefined ? `${who}${why}，且无人可代` : `${who}${why}，转至此处`;
}
