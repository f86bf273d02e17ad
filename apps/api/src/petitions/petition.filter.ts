import { startOfDay } from '@huiyin/domain';
import { CHANNELS, keysOf, STAGES } from '@huiyin/workflow/contract';
import { z } from 'zod';
import { Page } from '../http/cursor.ts';

/**
 * A moment, or a legal date. What is due on a day is due until the first instant of the next one, so that instant still
 * belongs to the day before: the date begins just after it. Epoch milliseconds.
 */
const moment = z.union(
  [
    z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)),
    z.iso.date().transform((on) => startOfDay(on) + 1),
  ],
  { error: '应为日期或 RFC 3339 时刻|must be a date or an RFC 3339 instant' },
);
/** `GET /v1/petitions/{id}`. */
export const AsOf = z.strictObject({
  asOf: z.iso
    .datetime({ offset: true, error: '应为 RFC 3339 时刻|must be an RFC 3339 instant' })
    .transform((text) => Date.parse(text))
    .optional()
    .describe('the petition as it was known at this instant'),
});

/** NUL, which a URL can hold and no database text can. */
const word = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine((text) => !text.includes('\0'), { error: '有无法查询的字符|holds a character that cannot be searched for' });

/** `GET /v1/petitions`. */
export const PetitionFilter = z.strictObject({
  ...Page,
  stage: z.enum(keysOf(STAGES)).optional(),
  state: word.optional().describe('a state path, or the beginning of one'),
  tag: word.optional(),
  unit: word.optional().describe('code of a unit; those below it are included'),
  assignee: word.optional(),
  channel: z.enum(keysOf(CHANNELS)).optional(),
  category: word.optional(),
  overdue: z
    .enum(['true', 'false'])
    .transform((value) => value === 'true')
    .optional(),
  dueBefore: moment.optional(),
  dueAfter: moment.optional(),
  code: word.optional(),
  q: word.optional().describe('words of title or text'),
});
export type PetitionFilter = z.output<typeof PetitionFilter>;
