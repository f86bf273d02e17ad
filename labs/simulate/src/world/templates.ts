import { readFile } from 'node:fs/promises';
import { staffedUnits } from '@huiyin/lab-kit';
import type { Organisation } from '@huiyin/office';
import { RegisterPetition } from '@huiyin/workflow/contract';
import type { AccusedEntry, REFUSAL_BASES, Track } from '@huiyin/workflow/contract';
import { z } from 'zod';

/** A matter as it may come up, taken from the demo's petitions. */
export interface Template {
  readonly form: RegisterPetition;
  /** The unit that has the power to deal with it. */
  readonly competent: string;
  /** Units that have a part in the one reply. */
  readonly others: readonly string[];
  /** Why it is not dealt with here, where that is so. */
  readonly ground: Ground | null;
  /** Settled among neighbours and withdrawn more often than others. */
  readonly settles: boolean;
  /** Plain enough for the simplified procedure (简易办理). */
  readonly simple: boolean;
  /** Between two who could come to terms (Art. 33). */
  readonly mediable: boolean;
  /** To be reported upwards at once (Art. 25). */
  readonly urgent: boolean;
  /** Another way by which such a matter can be decided (Art. 31). */
  readonly track: Track | null;
}

export type Ground =
  | { readonly type: 'REFUSE'; readonly data: { readonly basis: keyof typeof REFUSAL_BASES } }
  | { readonly type: 'REDIRECT'; readonly data: { readonly organ: string; readonly track?: Track } };

/** What a line of the demo file says beside the petition. */
const Line = z.object({
  id: z.string(),
  purpose: z.string(),
  expect: z.object({
    lead: z.string().optional(),
    co: z.array(z.string()).default([]),
    acceptance: z.string().optional(),
    reason: z.string().optional(),
    procedure: z.string().optional(),
    mediation: z.boolean().default(false),
    urgent: z.boolean().default(false),
    track: z.string().optional(),
  }),
});

/** The township's own office for what lies with one that nobody sits in here. */
const INSTEAD: Readonly<Record<string, string>> = {
  'ys-qh-rsj': 'ys-qh-ll-rsz',
  'ys-qh-zj': 'ys-qh-ll-cjb',
  'ys-qh-jy': 'ys-qh-ll-mzb',
  'ys-qh-ll-pcs': 'ys-qh-ll-mzb',
  'ys-qh-ll-sfs': 'ys-qh-ll-tw',
};
const OTHERWISE = 'ys-qh-ll-jw';

/** An accusation about the township that named nobody would be kept from all its offices, and this is the year of a township. */
const ACCUSED: Readonly<Record<string, AccusedEntry[]>> = {
  P16: [{ name: '收钱办低保的人', unit: 'ys-qh-ll-mzb' }],
};

/** @param folder where petitions.jsonl is */
export async function readTemplates(folder: URL, township: Organisation): Promise<Template[]> {
  const staffed = staffedUnits(township);
  const lines = (await readFile(new URL('petitions.jsonl', folder), 'utf8')).trim().split('\n');
  return lines.map((line) => template(JSON.parse(line) as Record<string, unknown>, staffed));
}

function template(line: Record<string, unknown>, staffed: readonly string[]): Template {
  const { id, purpose, expect } = Line.parse(line);
  const { id: _id, expect: _expect, ...form } = line;
  const settles = purpose === 'withdraw-later';
  const units = [expect.lead, ...expect.co]
    .map((unit) => INSTEAD[unit ?? ''] ?? unit)
    .filter((unit) => unit !== undefined && staffed.includes(unit)) as string[];
  const [competent = OTHERWISE, ...others] = units;
  const parsed = RegisterPetition.parse({ ...form, purpose: settles ? 'appeal' : purpose, accused: ACCUSED[id] ?? [] });
  return {
    form: parsed,
    ...{ competent, others, settles },
    ground: groundOf(expect),
    simple: expect.procedure === 'simple',
    mediable: expect.mediation,
    urgent: expect.urgent,
    track: trackOf(parsed, expect),
  };
}

/** Where an organ was asked to act and did not, its own duty to act is the way. */
function trackOf({ category }: RegisterPetition, { track }: z.output<typeof Line>['expect']): Track | null {
  if (track === 'administrative-ruling') return track;
  return category === 'social-assistance' ? 'duty' : null;
}

function groundOf({ acceptance, reason }: z.output<typeof Line>['expect']): Ground | null {
  if (acceptance === 'reject') {
    return { type: 'REFUSE', data: { basis: reason === 'litigation' ? 'litigation-visit' : 'recheck-concluded' } };
  }
  if (acceptance === 'redirect') {
    return reason === undefined
      ? { type: 'REDIRECT', data: { organ: '清河县劳动人事争议仲裁委员会', track: 'arbitration' } }
      : { type: 'REDIRECT', data: { organ: '邻县信访局' } };
  }
  return null;
}
