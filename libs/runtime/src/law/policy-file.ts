import { isLocalDate } from '@huiyin/domain';
import { LOCAL_RULES } from '@huiyin/workflow';
import type { Policy } from '@huiyin/workflow';
import { z } from 'zod';
import type { AreaPolicy } from './law.ts';

const date = z.string().refine(isLocalDate, 'is not a date (YYYY-MM-DD)');
const words = z.strictObject({ zh: z.string().trim().min(1), en: z.string().trim().min(1) });
const mark = z.enum(['law', 'practice', 'ours']).default('law');
/** A number of an article as the explanation writes it, such as 20. */
const article = z.string().regex(/^[1-9]\d?$/, 'is not the number of an article (1 to 99)');
const TEN_YEARS = 3660;
const amount = z.number().int().min(1).max(TEN_YEARS);

const rule = z.strictObject({ amount, unit: z.enum(['calendar-day', 'workday', 'month']), article, mark });

/** One policy as a file of the folder `policies`. */
const PolicyFile = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{2,40}$/, 'is not a name of small letters, digits and dashes'),
  source: words,
  validFrom: date,
  area: z.string().min(1),
  rules: z.partialRecord(z.enum(LOCAL_RULES), rule).default({}),
  extensionLimit: z.strictObject({ days: amount, article, mark }).optional(),
});

/** @returns the policy, or what is wrong with it, a sentence a fault */
export function parsePolicy(value: unknown): AreaPolicy | { readonly faults: readonly string[] } {
  const parsed = PolicyFile.safeParse(value);
  if (!parsed.success) return { faults: parsed.error.issues.flatMap(faultsOf) };
  const { area, ...policy } = parsed.data;
  if (Object.keys(policy.rules).length === 0 && !policy.extensionLimit)
    return { faults: ['rules: it lays down nothing'] };
  return { area, policy: policy as Policy };
}

function faultsOf(issue: z.core.$ZodIssue): string[] {
  const at = issue.path.join('.');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => `${[at, key].filter(Boolean).join('.')}: is not known here`);
  if (issue.code === 'invalid_key') return [`${at}: there is no such rule, or none that may differ`];
  const missing = issue.code === 'invalid_type' && issue.input === undefined;
  return [`${at}: ${missing ? 'is required' : issue.message}`];
}
