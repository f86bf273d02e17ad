import { STATUTORY_CALENDAR } from '@huiyin/domain';
import type { Instant, WorkCalendar } from '@huiyin/domain';
import type { AnyMachineSnapshot, AnyStateMachine, StateValue } from 'xstate';
import type { Ground } from '../contract/names.ts';
import { createChartClocks } from './chart-clocks.ts';
import type { ChartClocks } from './chart-clocks.ts';
import { nextDeadline } from './clock.ts';
import type { PetitionContext } from './context.ts';
import { guards, REASONS } from './guards.ts';
import type { GuardName } from './guards.ts';
import type { Args as GuardArgs } from './guards/kit.ts';
import { groundsSeen } from './guards/supervision.ts';
import { createPetitionMachine, PETITION } from './petition.machine.ts';
import { limitOf } from './policy.ts';
import type { HeldLimit, Numbers, Words } from './policy.ts';
import { createReckoning } from './reckoning.ts';
import { APPLY_CALENDAR, recount } from './recount.ts';
import type { CalendarData, Recounted } from './recount.ts';
import type { LimitName } from './rules.ts';
import { timerTitle } from './timers.ts';

/** Effects the chart asks for; each needs exactly one handler in the worker. */
export const PETITION_EFFECTS = ['alert'] as const;

/** A case as it is listed. */
interface CaseColumns {
  readonly stage: string;
  readonly state: string;
  readonly tags: readonly string[];
  readonly unit: string | null;
  readonly assignee: string | null;
  readonly dueAt: Instant | null;
}

/**
 * One version of the procedure, with all that it knows of its own cases: the engine's definition, and what readers ask.
 * Whoever reads a case asks the version that the case stands on, never the newest.
 */
export interface PetitionChart {
  readonly id: string;
  readonly version: number;
  readonly machine: AnyStateMachine;
  view(snapshot: AnyMachineSnapshot): CaseColumns;
  /** What comes to open cases from outside the procedure, by the name of its line in the history. */
  readonly amendments: Readonly<Record<string, Amendment>>;
  readonly finalTags: readonly string[];
  /** By when what is owed, and how that comes about. */
  readonly clocks: ChartClocks;
  readonly words: ChartWords;
  /** Where a stored state is in the procedure, and what goes on beside it. */
  placeOf(value: StateValue): Place;
  /** The stage of a state, by its path. */
  stageOf(path: string): string;
  /** Grounds of a supervision that a case itself shows (Art. 40). */
  groundsOf(context: PetitionContext): Ground[];
  /** A number of the procedure that is no period, as it holds for a case. */
  limitOf(name: LimitName, numbers: Numbers): HeldLimit;
  /** Why a guard would refuse an event in a case, for whoever wants to know before it is sent; null if it would not. */
  refusal(guard: GuardName, args: GuardArgs): Words | null;
}

interface Amendment {
  /** What a context holds once it is amended. */
  holds(data: unknown): Partial<PetitionContext>;
  apply(snapshot: AnyMachineSnapshot, data: unknown): Recounted;
}

/** What things of a chart are called. */
interface ChartWords {
  /** Why a guard says no, by its name. */
  readonly whyNot: Readonly<Record<string, Words>>;
  /** The delay of a timer, without XState's address of the state, and its title. */
  timer(name: string): { readonly event: string; readonly title: Words };
}

/** @param calendars every one that stored cases may count with, oldest first */
export function petitionDefinition(
  calendars: readonly [WorkCalendar, ...WorkCalendar[]] = [STATUTORY_CALENDAR],
): PetitionChart {
  const reckoningOf = createReckoning(calendars);
  return {
    ...PETITION,
    machine: createPetitionMachine(calendars),
    view,
    amendments: {
      /** Counts every clock by another calendar. */
      [APPLY_CALENDAR]: {
        holds: (data) => ({ calendar: (data as CalendarData).calendar }),
        apply: (snapshot, data) => {
          const context: PetitionContext = snapshot.context;
          return recount(snapshot, reckoningOf({ ...context, calendar: (data as CalendarData).calendar }));
        },
      },
    },
    finalTags: ['closed'],
    clocks: createChartClocks(reckoningOf),
    words: { whyNot: REASONS, timer: timerTitle },
    placeOf: statePath,
    stageOf,
    groundsOf: groundsSeen,
    limitOf,
    refusal: (guard, args) => (guards[guard](args) ? null : REASONS[guard]),
  };
}

interface Place {
  readonly path: string;
  readonly regions: Readonly<Record<string, string>>;
}

/** A case's state as it is shown: the procedure's path down to its first parallel state; every other region by its name. */
function statePath(value: StateValue): Place {
  const { procedure = '', ...beside } = value as Record<string, StateValue>;
  const { path, regions } = pathOf(procedure);
  const owed = Object.entries(beside).filter(([, inner]) => inner !== 'none');
  return {
    path,
    regions: { ...regions, ...Object.fromEntries(owed.map(([name, inner]) => [name, pathOf(inner).path])) },
  };
}

function pathOf(value: StateValue): Place {
  if (typeof value === 'string') return { path: value, regions: {} };
  const [first, ...others] = Object.entries(value) as [string, StateValue][];
  if (!first) return { path: '', regions: {} };
  if (others.length > 0) {
    const regions = Object.entries(value).map(([name, inner]) => [name, inner ? pathOf(inner).path : '']);
    return { path: '', regions: Object.fromEntries(regions) };
  }
  const below = pathOf(first[1]);
  return { path: [first[0], below.path].filter(Boolean).join('.'), regions: below.regions };
}

function stageOf(path: string): string {
  return path.split('.')[0] ?? '';
}

/** What the worklist is filtered by beside the states' own tags. All of it is about the matter and the work on it. */
function tagsOf(context: PetitionContext): string[] {
  const { facts, urgent, parts, arbitrated, round } = context;
  const tags: [string, boolean][] = [
    ['collective', facts.groupSize >= limitOf('collective', context).amount],
    ['joint', parts.some(({ status }) => status !== 'excused')],
    ['urgent', urgent],
    ['simple', round.procedure === 'simple'],
    ['arbitrated', arbitrated],
    ['rework', round.number > 1],
    ['repeat', context.links.some(({ relation }) => relation === 'repeat')],
    ['supervisionDue', context.supervised.length === 0 && groundsSeen(context).length > 0],
  ];
  return tags.filter(([, is]) => is).map(([tag]) => tag);
}

function view(snapshot: AnyMachineSnapshot) {
  const context: PetitionContext = snapshot.context;
  const { path } = statePath(snapshot.value as StateValue);
  return {
    stage: stageOf(path),
    state: path,
    tags: [...snapshot.tags, ...tagsOf(context)].sort(),
    unit: context.unit ?? context.registrar,
    assignee: context.assignee,
    dueAt: nextDeadline(context.clocks)?.dueAt ?? null,
  };
}
