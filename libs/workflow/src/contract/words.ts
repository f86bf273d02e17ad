import { z } from 'zod';

const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/u;

/** Text that says something: blanks and invisible characters alone do not. @param maxLength UTF-16 code units */
export function words(maxLength: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(maxLength)
    .refine((text) => VISIBLE.test(text), '没有可见的文字|there is nothing to read in it');
}

/** The same on one line: a title, a name. */
export function oneLine(maxLength: number) {
  return words(maxLength).refine(
    (text) => !CONTROL.test(text),
    '不能有换行或控制字符|no line breaks or control characters',
  );
}
