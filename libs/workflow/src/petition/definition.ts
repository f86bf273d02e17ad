import { STATUTORY_CALENDAR } from '@huiyin/domain';
import type { WorkCalendar } from '@huiyin/domain';
import type { AnyMachineSnapshot, StateValue } from 'xstate';
import { nextDeadline } from './clock.ts';
import type { PetitionContext } from './context.ts';
import { groundsSeen } from './guards/supervision.ts';
import { createPetitionMachine, PETITION } from './petition.machine.ts';
import { limitOf } from './policy.ts';
import { createReckoning } from './reckoning.ts';
import { APPLY_CALENDAR, recount } from './recount.ts';
import type { CalendarData } from './recount.ts';

/** Effects the chart asks for; each needs exactly one handler in the worker. */
export const PETITION_EFFECTS = ['alert'] as const;

/** The petition chart as the engine's registry takes it. */
export function petitionDefinition(calendars: readonly [WorkCalendar, ...WorkCalendar[]] = [STATUTORY_CALENDAR]) {
  const reckoningOf = createReckoning(calendars);
  return {
    ...PETITION,
    machine: createPetitionMachine(calendars),
    view,
    amendments: {
      /** Counts every clock by another calendar. */
      [APPLY_CALENDAR]: {
        holds: (data: unknown) => ({ calendar: (data as CalendarData).calendar }),
        apply: (snapshot: AnyMachineSnapshot, data: unknown) => {
          const context: PetitionContext = snapshot.context;
          return recount(snapshot, reckoningOf({ ...context, calendar: (data as CalendarData).calendar }));
        },
      },
    },
    finalTags: ['closed'],
  };
}

/** A case's state as it is shown: the procedure's path down to its first parallel state; every other region by its name. */
export function statePath(value: StateValue): { path: string; regions: Record<string, string> } {
  const { procedure = '', ...beside } = value as Record<string, StateValue>;
  const { path, regions } = pathOf(procedure);
  const owed = Object.entries(beside).filter(([, inner]) => inner !== 'none');
  return {
    path,
    regions: { ...regions, ...Object.fromEntries(owed.map(([name, inner]) => [name, pathOf(inner).path])) },
  };
}

function pathOf(value: StateValue): { path: string; regions: Record<string, string> } {
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

/** What the worklist is filtered by beside the states' own tags. All of it is about the matter and the work on it. */
function tagsOf(context: PetitionContext): string[] {
  const { facts, urgent, procedure, parts, arbitrated, round } = context;
  const tags: [string, boolean][] = [
    ['collective', facts.groupSize >= limitOf('collective', context.policy).amount],
    ['joint', parts.some(({ status }) => status !== 'excused')],
    ['urgent', urgent],
    ['simple', procedure === 'simple'],
    ['arbitrated', arbitrated],
    ['rework', round > 1],
    ['repeat', context.links.some(({ relation }) => relation === 'repeat')],
    ['supervisionDue', context.supervised.length === 0 && groundsSeen(context).length > 0],
  ];
  return tags.filter(([, is]) => is).map(([tag]) => tag);
}

function view(snapshot: AnyMachineSnapshot) {
  const context: PetitionContext = snapshot.context;
  const { path } = statePath(snapshot.value as StateValue);
  return {
    stage: path.split('.')[0] ?? '',
    state: path,
    tags: [...snapshot.tags, ...tagsOf(context)].sort(),
    unit: context.unit ?? context.registrar,
    assignee: context.assignee,
    dueAt: nextDeadline(context.clocks)?.dueAt ?? null,
  };
}
