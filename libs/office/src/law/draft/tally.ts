import type { Difference } from '@huiyin/workflow';

/** What became otherwise in a case: at its end, or that it did not get there. */
export interface DraftDifference extends Omit<Difference, 'kind'> {
  readonly kind: Difference['kind'] | 'refused';
  /** Of a refusal. */
  readonly line?: number;
  readonly state?: string;
  readonly reasons?: readonly { readonly zh: string; readonly en: string }[];
}

/** What a case came to under the draft. */
export type CaseOutcome =
  | { readonly case: string; readonly failure: string }
  | { readonly case: string; readonly differences: readonly DraftDifference[]; readonly sums: Sums | null };

/** Over the cases that were told to their end: as stored, and under the draft. */
export type Sums = Readonly<Record<'ended' | 'overdueClocks' | 'breachedClocks' | 'alerts', FromTo>>;

interface FromTo {
  readonly from: number;
  readonly to: number;
}

/** What is counted over many cases; of those that differ or fail some are named. */
export interface Tally {
  readonly cases: number;
  readonly same: number;
  readonly differences: Readonly<Record<DraftDifference['kind'], KindTally>>;
  readonly sums: Sums;
  readonly failures: { readonly cases: number; readonly named: readonly { case: string; reason: string }[] };
}

interface KindTally {
  readonly cases: number;
  /** By the clock, the act or the alert it is about. */
  readonly by: Readonly<Record<string, number>>;
  readonly named: readonly { readonly case: string; readonly differences: readonly DraftDifference[] }[];
}

/** Cases that are named of each kind; the rest are counted. */
export const NAMED = 20;

/** In the order in which they are reported. */
export const DIFFERENCES = [
  ...(['refused', 'place', 'lastDay', 'outcome'] as const),
  ...(['newClock', 'goneClock', 'alerts', 'overdue'] as const),
];

const NOTHING = { from: 0, to: 0 };
const NO_SUMS: Sums = { ended: NOTHING, overdueClocks: NOTHING, breachedClocks: NOTHING, alerts: NOTHING };

export const EMPTY: Tally = {
  cases: 0,
  same: 0,
  differences: byKind(() => ({ cases: 0, by: {}, named: [] })),
  sums: NO_SUMS,
  failures: { cases: 0, named: [] },
};

export function tallyOf(outcome: CaseOutcome): Tally {
  if ('failure' in outcome) {
    const named = [{ case: outcome.case, reason: outcome.failure }];
    return { ...EMPTY, cases: 1, failures: { cases: 1, named } };
  }
  const { differences, sums } = outcome;
  return {
    ...EMPTY,
    cases: 1,
    same: differences.length === 0 ? 1 : 0,
    differences: byKind((kind) => {
      const own = differences.filter((each) => each.kind === kind);
      if (own.length === 0) return EMPTY.differences[kind];
      const by = Object.fromEntries(own.map(({ what }) => [what, 1]));
      return { cases: 1, by, named: [{ case: outcome.case, differences: own }] };
    }),
    sums: sums ?? NO_SUMS,
  };
}

/** Tallies of different cases as one; who is named does not depend on who counted first. */
export function mergedTallies(tallies: readonly Tally[]): Tally {
  return tallies.reduce(merged, EMPTY);
}

function merged(a: Tally, b: Tally): Tally {
  return {
    cases: a.cases + b.cases,
    same: a.same + b.same,
    differences: byKind((kind) => {
      const [one, other] = [a.differences[kind], b.differences[kind]];
      const by = { ...one.by };
      for (const [what, cases] of Object.entries(other.by)) by[what] = (by[what] ?? 0) + cases;
      return { cases: one.cases + other.cases, by, named: firstNamed(one.named, other.named) };
    }),
    sums: summed(a.sums, b.sums),
    failures: {
      cases: a.failures.cases + b.failures.cases,
      named: firstNamed(a.failures.named, b.failures.named),
    },
  };
}

function firstNamed<T extends { case: string }>(a: readonly T[], b: readonly T[]): T[] {
  return [...a, ...b].sort((one, other) => (one.case < other.case ? -1 : 1)).slice(0, NAMED);
}

function summed(a: Sums, b: Sums): Sums {
  const names = Object.keys(a) as (keyof Sums)[];
  const sum = (name: keyof Sums) => ({ from: a[name].from + b[name].from, to: a[name].to + b[name].to });
  return Object.fromEntries(names.map((name) => [name, sum(name)])) as Sums;
}

function byKind<T>(of: (kind: DraftDifference['kind']) => T): Record<DraftDifference['kind'], T> {
  return Object.fromEntries(DIFFERENCES.map((kind) => [kind, of(kind)])) as Record<DraftDifference['kind'], T>;
}
