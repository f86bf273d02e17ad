import { z } from 'zod';
import { oneLine } from './words.ts';

const name = oneLine(200);

/** One of those complained about (被检举、控告人): which unit they belong to, or what is known instead. */
export const AccusedEntry = z.union(
  [
    name,
    z.strictObject({ name, unit: z.string().trim().min(1).max(100).describe('code of the unit they belong to') }),
    z.strictObject({ name, outside: z.literal(true).describe('the clerk confirms: belongs to no unit here') }),
    z.strictObject({ name, unknown: z.literal(true).describe('the letter does not say') }),
  ],
  {
    error:
      '须为单位编码、单位全称，或者 {name, unit}、{name, outside: true}、{name, unknown: true} 之一' +
      '|must be the code or the exact name of a unit, or {name, unit}, {name, outside: true} or {name, unknown: true}',
  },
);
export type AccusedEntry = z.output<typeof AccusedEntry>;

/** What the history may keep of an entry: all but the name. */
export const ACCUSED_KEEPS = ['unit', 'outside', 'unknown'] as const;

/** Those complained about, in one form and over all. */
export const MOST_ACCUSED = 50;

export function nameOf(entry: AccusedEntry): string {
  return typeof entry === 'string' ? entry : entry.name;
}
