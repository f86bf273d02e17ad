import { z } from 'zod';
import { DUTIES, keysOf } from './names.ts';

/** Shapes of what is said of clocks (期限). Instants are RFC 3339 UTC, legal dates YYYY-MM-DD in Asia/Shanghai. */
const instant = z.iso.datetime();
const legalDate = z.iso.date();

export const ClockView = z
  .object({
    name: z.string(),
    title: z.string(),
    article: z.string().nullable().describe('article of the source, null where the rule is practice or ours'),
    source: z.string().nullable().describe('the regulation: 信访工作条例, or a province’s own'),
    basis: z.enum(['law', 'practice', 'ours']),
    startedAt: instant,
    startOn: legalDate,
    dueAt: instant,
    dueOn: legalDate,
    endedAt: instant.nullable(),
    status: z.enum(['running', 'met', 'breached', 'cancelled', 'paused']),
    remaining: z
      .object({ days: z.int().describe('calendar days until dueOn, negative when over'), ms: z.int() })
      .nullable(),
    provisional: z.boolean().describe('a holiday notice it rests on is not out yet'),
    duty: z.enum(keysOf(DUTIES)),
  })
  .meta({ id: 'Clock' });
export type ClockView = z.output<typeof ClockView>;

/** One line of a clock's ledger (期限台账). */
export const LedgerEntryView = z
  .object({
    kind: z.enum([
      'started',
      'extended',
      'paused',
      'excluded',
      'corrected',
      'met',
      'breached',
      'cancelled',
      'restored',
    ]),
    title: z.string(),
    effectiveOn: legalDate.describe('the legal day from which it counts'),
    recordedAt: instant.describe('when it was written down'),
    seq: z.int().describe('line of the history'),
    ground: z.string().describe('the event or timer it comes from'),
    by: z.object({ account: z.string(), unit: z.string() }).nullable(),
    days: z.int().nullable().describe('of an extension, in calendar days'),
    exclusion: z.object({ from: legalDate, to: legalDate }).nullable(),
    dueOn: legalDate.describe('the last day as it was known from then on'),
  })
  .meta({ id: 'ClockLedgerEntry' });

export const ExplanationView = z
  .object({
    clock: ClockView,
    startEvent: z.string(),
    rule: z.object({
      amount: z.int(),
      unit: z.enum(['hour', 'calendar-day', 'workday', 'month']),
      roll: z.enum(['none', 'next-workday']),
    }),
    firstDay: z.string().describe('first-day rule'),
    firstDayOn: legalDate,
    days: z.array(z.object({ on: legalDate, kind: z.string(), name: z.string().nullable(), counted: z.boolean() })),
    extensionDays: z.int(),
    exclusions: z.array(z.object({ from: legalDate, to: legalDate })),
    unrolledDueOn: legalDate,
    rolled: z.boolean(),
    dueOn: legalDate,
    calendar: z.string().describe('version of the working-day calendar'),
    policy: z.string().describe('the national numbers, or what a province lays down otherwise'),
    text: z.array(z.string()).describe('the same in sentences'),
  })
  .meta({ id: 'ClockExplanation' });
