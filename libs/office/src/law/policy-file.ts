import { isLocalDate } from '@huiyin/domain';
import { LEAST_WINDOW, LOCAL_LIMITS, LOCAL_RULES } from '@huiyin/workflow';
import { z } from 'zod';
import type { AreaPolicy } from './law.ts';

const date = z.string().refine(isLocalDate, 'is not a date (YYYY-MM-DD)');
const said = z.string().trim().min(1, 'is empty');
const words = z.strictObject({ zh: said, en: said });
const mark = z.enum(['law', 'practice', 'ours']).default('law');
/** A number of an article as the explanation writes it, such as 20. */
const article = z.string().regex(/^[1-9]\d?$/, 'is not the number of an article (1 to 99)');
/** Ten years in each unit: whatever is longer is a slip of the pen. */
const MOST = { 'calendar-day': 3660, workday: 2600, month: 120 } as const;
const amount = z.number().int('is not a whole number').min(1, 'is less than 1');

const rule = z
  .strictObject({ amount, unit: z.enum(['calendar-day', 'workday', 'month']), article, mark })
  .refine(({ amount: given, unit }) => given <= MOST[unit], { path: ['amount'], message: 'is longer than ten years' });

const limit = z.strictObject({ amount: amount.max(365, 'is more than 365'), article, mark });

/** The petitioner's right to ask may be made longer by a province, and never shorter (Art. 35, 36). */
const SHORTER = `takes away from the petitioner’s ${LEAST_WINDOW} calendar days`;

/** One policy as a file of the folder `policies`. */
const PolicyFile = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]{2,40}$/, 'is not a name of small letters, digits and dashes'),
    source: words,
    validFrom: date,
    area: z.string().min(1, 'is empty'),
    rules: z.partialRecord(z.enum(LOCAL_RULES), rule).default({}),
    limits: z.partialRecord(z.enum(LOCAL_LIMITS), limit).default({}),
  })
  .superRefine(({ rules }, context) => {
    for (const name of ['reviewWindow', 'recheckWindow'] as const) {
      const given = rules[name];
      const shorter = given && (given.unit !== 'calendar-day' || given.amount < LEAST_WINDOW);
      if (shorter) context.addIssue({ code: 'custom', path: ['rules', name], message: SHORTER });
    }
  });

/** @returns the policy, or what is wrong with it, a sentence a fault */
export function parsePolicy(value: unknown): AreaPolicy | { readonly faults: readonly string[] } {
  const parsed = PolicyFile.safeParse(value);
  if (!parsed.success) return { faults: parsed.error.issues.flatMap(faultsOf) };
  const { area, ...policy } = parsed.data;
  if (Object.keys({ ...policy.rules, ...policy.limits }).length === 0)
    return { faults: ['rules: it lays down nothing'] };
  return { area, policy: policy };
}

function faultsOf(issue: z.core.$ZodIssue): string[] {
  const at = issue.path.join('.');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => `${[at, key].filter(Boolean).join('.')}: is not known here`);
  if (issue.code === 'invalid_key') return [`${at}: there is no such number, or none that may differ`];
  const missing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined');
  return [[at, missing ? 'is required' : issue.message].filter(Boolean).join(': ')];
}
