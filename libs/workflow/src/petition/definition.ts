import { STATUTORY_CALENDAR } from '@huiyin/domain';
import type { WorkCalendar } from '@huiyin/domain';
import type { AnyMachineSnapshot, StateValue } from 'xstate';
import type { Clock } from './clock.ts';
import type { PetitionContext } from './context.ts';
import { createPetitionMachine, PETITION } from './petition.machine.ts';

/** Effects the chart asks for; each needs exactly one handler in the worker. */
export const PETITION_EFFECTS = ['alert'] as const;

/** The petition chart as the engine's registry takes it. */
export function petitionDefinition(calendars: readonly [WorkCalendar, ...WorkCalendar[]] = [STATUTORY_CALENDAR]) {
  return { ...PETITION, machine: createPetitionMachine(calendars), view, finalTags: ['closed'] };
}

/** A case's state as it is shown: the path down to the first parallel state, and below that one path a region. */
export function statePath(value: StateValue): { path: string; regions: Record<string, string> } {
  if (typeof value === 'string') return { path: value, regions: {} };
  const [first, ...others] = Object.entries(value) as [string, StateValue][];
  if (!first) return { path: '', regions: {} };
  if (others.length > 0) {
    const regions = Object.entries(value).map(([name, inner]) => [name, inner ? statePath(inner).path : '']);
    return { path: '', regions: Object.fromEntries(regions) };
  }
  const below = statePath(first[1]);
  return { path: [first[0], below.path].filter(Boolean).join('.'), regions: below.regions };
}

/** The running clock of a duty or window that ends first. */
export function nextDeadline(clocks: readonly Clock[]): Clock | null {
  const running = clocks.filter((clock) => clock.status === 'running');
  return running.reduce<Clock | null>((first, clock) => (first && first.dueAt <= clock.dueAt ? first : clock), null);
}

function view(snapshot: AnyMachineSnapshot) {
  const { unit, assignee, registrar, clocks } = snapshot.context as PetitionContext;
  const { path } = statePath(snapshot.value as StateValue);
  return {
    stage: path.split('.')[0] ?? '',
    state: path,
    tags: [...snapshot.tags].sort(),
    unit: unit ?? registrar,
    assignee,
    dueAt: nextDeadline(clocks)?.dueAt ?? null,
  };
}
