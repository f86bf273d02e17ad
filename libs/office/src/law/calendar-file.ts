import { InvalidCalendar, workCalendar } from '@huiyin/domain';
import type { CalendarYear, WorkCalendar } from '@huiyin/domain';
import { z } from 'zod';

const day = z.strictObject({ on: z.string(), name: z.string() });

/** A new or corrected notice as a file of the folder `calendars`. Every day off is listed, weekends within a span too. */
const CalendarFile = z.strictObject({
  version: z.string().regex(/^[a-z0-9-]{2,40}$/, 'is not a name of small letters, digits and dashes'),
  /** Version whose other years it keeps. */
  follows: z.string(),
  years: z
    .array(
      z.strictObject({
        year: z.number().int(),
        notice: z.strictObject({
          title: z.string().min(1),
          number: z.string().min(1),
          issuedOn: z.string(),
          url: z.url().optional(),
        }),
        daysOff: z.array(day),
        makeUpWorkdays: z.array(day),
      }),
    )
    .min(1),
});
export type CalendarNotice = z.output<typeof CalendarFile>;

/** @returns the notice, or what is wrong with it, a sentence a fault */
export function parseNotice(value: unknown): CalendarNotice | { readonly faults: readonly string[] } {
  const parsed = CalendarFile.safeParse(value);
  if (parsed.success) return parsed.data;
  return { faults: parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) };
}

/** The calendar that follows from an earlier one by a notice. @returns the faults where it contradicts itself or the law */
export function amended(
  earlier: WorkCalendar,
  { version, years }: CalendarNotice,
): WorkCalendar | { readonly faults: readonly string[] } {
  const given = years as readonly CalendarYear[];
  const kept = [...earlier.years.values()].filter(({ year }) => !given.some((each) => each.year === year));
  try {
    return workCalendar(version, [...kept, ...given]);
  } catch (error) {
    if (error instanceof InvalidCalendar) return { faults: error.faults };
    throw error;
  }
}
