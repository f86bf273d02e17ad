import type { ChartChange, Foreseen, Migrating, TimerFates, Unmapped } from '@huiyin/workflow';
import { BEFORE_ALL, CHUNK } from '../../chunk.ts';

/** What a migration would do: the report of the dry run. */
export interface MigrationSurvey {
  readonly cases: number;
  /** By the state that they are in now, the fullest first. */
  readonly states: readonly { readonly state: string; readonly cases: number }[];
  /** States of the old chart that the migration leads nowhere, also those that no case is in today. */
  readonly unmapped: readonly Unmapped[];
  /** What becomes of the waiting timers, by their delays. */
  readonly timers: readonly TimerCount[];
  /** Timers that are due already and would fire under the old chart first. */
  readonly firedFirst: number;
  /** Cases of which something would be due at once. */
  readonly dueAtOnce: readonly string[];
  /** Cases that could not be migrated, with the reason. */
  readonly failures: readonly { readonly caseId: string; readonly reason: string }[];
}

export type TimerCount = { readonly delay: string } & Readonly<Record<keyof TimerFates, number>>;

/** Migrates every case in thought. */
export async function surveyMigration(
  migrating: Migrating,
  change: ChartChange,
  onProgress: (progress: { done: number; total: number }) => void = () => undefined,
): Promise<MigrationSurvey> {
  const total = await migrating.count(change);
  const unmapped = await migrating.unmapped(change);
  const tally = createTally();
  for (let after: string | null = BEFORE_ALL; after !== null;) {
    const cases: readonly Foreseen[] = await migrating.foresee(change, { after, limit: CHUNK });
    for (const foreseen of cases) tally.add(foreseen);
    after = cases[cases.length - 1]?.caseId ?? null;
    onProgress({ done: tally.cases(), total });
  }
  return { ...tally.result(), unmapped };
}

function createTally() {
  const states = new Map<string, number>();
  const timers = new Map<string, TimerCount>();
  const dueAtOnce: string[] = [];
  const failures: { caseId: string; reason: string }[] = [];
  let cases = 0;
  let firedFirst = 0;

  function add(foreseen: Foreseen): void {
    cases++;
    states.set(foreseen.state, (states.get(foreseen.state) ?? 0) + 1);
    firedFirst += foreseen.firedFirst;
    if (foreseen.dueAtOnce) dueAtOnce.push(foreseen.caseId);
    if (foreseen.failure) failures.push({ caseId: foreseen.caseId, reason: foreseen.failure.message });
    for (const [fate, delays] of Object.entries(foreseen.fates ?? {}) as [keyof TimerFates, readonly string[]][]) {
      for (const delay of delays) count(delay, fate);
    }
  }

  function count(delay: string, fate: keyof TimerFates): void {
    const counted = timers.get(delay) ?? { delay, kept: 0, moved: 0, armed: 0, cancelled: 0 };
    timers.set(delay, { ...counted, [fate]: counted[fate] + 1 });
  }

  function result() {
    const byState = [...states].map(([state, n]) => ({ state, cases: n }));
    return {
      cases,
      states: byState.sort((a, b) => b.cases - a.cases || (a.state < b.state ? -1 : 1)),
      timers: [...timers.values()].sort((a, b) => (a.delay < b.delay ? -1 : 1)),
      firedFirst,
      dueAtOnce,
      failures,
    };
  }

  return { add, result, cases: () => cases };
}
