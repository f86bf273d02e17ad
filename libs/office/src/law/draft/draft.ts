import { dateOf } from '@huiyin/domain';
import type { Instant } from '@huiyin/domain';
import { differencesOf, isOverdue, placeOf, rehydrate, retell, settleDue } from '@huiyin/workflow';
import type {
  CaseRecord,
  Definition,
  HistoryEntry,
  PetitionChart,
  Refused,
  Registry,
  Standing,
} from '@huiyin/workflow';
import type { Pool } from 'pg';
import { Directory } from '../../access/directory.ts';
import type { UnitTree } from '../../access/directory.ts';
import type { AreaPolicy, Law } from '../law.ts';
import { readCases } from './cases.ts';
import type { WithHistory } from '../../read/with-histories.ts';
import type { Meant } from './cases.ts';
import { openingUnder, withPolicy } from './opening.ts';
import { EMPTY, mergedTallies, tallyOf } from './tally.ts';
import type { CaseOutcome, DraftDifference, Sums, Tally } from './tally.ts';

/** What is tried: a chart, and a policy beside those that hold. */
export interface Draft {
  readonly definition: PetitionChart;
  readonly policy?: AreaPolicy | undefined;
  /** Why the guards say no that only the draft has. */
  readonly reasons?: Readonly<Record<string, Words>> | undefined;
}

interface Words {
  readonly zh: string;
  readonly en: string;
}

export interface DraftWorld {
  /** Of the charts that the stored cases stand on. */
  readonly registry: Registry;
  readonly law: Law;
  /** To which time runs on, of the stored case and of the one that is told. */
  readonly now: Instant;
}

export interface DraftProgress {
  readonly done: number;
  readonly total: number;
  /** Of everything so far. */
  readonly tally: Tally;
}

/** Tells stored cases to a draft and counts what comes out otherwise, a chunk of cases at a time. Only reads. */
export async function* tryDraft(
  pool: Pool,
  draft: Draft,
  world: DraftWorld,
  meant: Meant = {},
): AsyncGenerator<DraftProgress> {
  const units = await new Directory(pool).fresh();
  let tally = EMPTY;
  for await (const { total, cases } of readCases(pool, meant)) {
    tally = mergedTallies([tally, ...cases.map((stored) => tallyOf(tried(stored, draft, { ...world, units })))]);
    yield { done: tally.cases, total, tally };
  }
}

/** One case under the draft; a draft that fails costs only the cases it fails in. */
function tried(
  { record, history }: WithHistory,
  draft: Draft,
  world: DraftWorld & { readonly units: UnitTree },
): CaseOutcome {
  try {
    const told = retell(draft.definition, { history, opening: openingOf(history, draft, world), until: world.now });
    if (told.refused) return { case: record.id, differences: [refusal(told.refused, draft)], sums: null };
    const stored = world.registry.get(record.machineId, record.machineVersion);
    const ran = settleDue(stored, record, world.now, world.now);
    const from = standing(stored, { ...ran, entries: [...history, ...ran.entries] }, world.now);
    const to = standing(draft.definition, told, world.now);
    return { case: record.id, differences: differencesOf(from, to), sums: sumsOf(from, to) };
  } catch (error) {
    return { case: record.id, failure: (error as Error).message };
  }
}

function openingOf(
  [first]: readonly HistoryEntry[],
  { policy: draft }: Draft,
  { law, units }: DraftWorld & { readonly units: UnitTree },
) {
  return draft && first && openingUnder({ law: withPolicy(law, draft), draft, units }, first);
}

const UNKNOWN_HERE: Words = { zh: '当前状态下没有这一步', en: 'the state does not know it' };

function refusal({ seq, at, event, state, refusedBy }: Refused, draft: Draft): DraftDifference {
  const known: Readonly<Record<string, Words | undefined>> = { ...draft.definition.words.whyNot, ...draft.reasons };
  const reasons = refusedBy.map((guard) => {
    const { zh, en } = known[guard] ?? { zh: guard, en: guard }; // the words alone: a tally travels between threads
    return { zh, en };
  });
  const why = reasons.length > 0 ? reasons : [UNKNOWN_HERE];
  const to = `refused in ${state}: ${why.map(({ zh, en }) => `${zh} (${en})`).join('; ')}`;
  return { kind: 'refused', what: event, from: `${dateOf(at)}, line ${seq}`, to, line: seq, state, reasons: why };
}

interface Stands extends Standing {
  readonly ended: boolean;
}

interface Lived {
  readonly record: CaseRecord;
  readonly entries: readonly HistoryEntry[];
}

function standing(definition: Definition, { record, entries }: Lived, now: Instant): Stands {
  const { clocks } = record.context;
  const snapshot = rehydrate(definition, record, now);
  const { state, tags } = definition.view(snapshot);
  const effects = entries.flatMap(({ actions }) => actions.effects).filter(({ kind }) => kind === 'alert');
  return {
    place: placeOf(state, snapshot),
    clocks,
    alerts: effects.map(({ payload }) => payload as Standing['alerts'][number]),
    now,
    ended: definition.finalTags.some((tag) => tags.includes(tag)),
  };
}

function sumsOf(from: Stands, to: Stands): Sums {
  const both = (count: (at: Stands) => number) => ({ from: count(from), to: count(to) });
  return {
    ended: both(({ ended }) => (ended ? 1 : 0)),
    overdueClocks: both(({ clocks, now }) => clocks.filter((clock) => isOverdue(clock, now)).length),
    breachedClocks: both(({ clocks }) => clocks.filter(({ status }) => status === 'breached').length),
    alerts: both(({ alerts }) => alerts.length),
  };
}
