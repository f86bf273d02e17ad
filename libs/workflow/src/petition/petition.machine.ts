import type { WorkCalendar } from '@huiyin/domain';
import { entered } from './accused.ts';
import { newRound, unassigned } from './context.ts';
import type { PetitionContext, PetitionInput } from './context.ts';
import { createReckoning } from './reckoning.ts';
import { createKit } from './kit.ts';
import { refusingRecused } from './recusal.ts';
import { acceptance } from './stages/acceptance.ts';
import { anytime, duties } from './stages/beside.ts';
import { closed } from './stages/closed.ts';
import { followUp } from './stages/follow-up.ts';
import { handling } from './stages/handling.ts';
import { reply } from './stages/reply.ts';
import { routing } from './stages/routing.ts';

export const PETITION = { id: 'petition', version: 2 } as const;

/**
 * The procedure of 《信访工作条例》 (2022): 受理 → 分流 → 办理 → 答复 → 回访 → 终结, a file a stage (stages/), and the duties that
 * run beside it. Each step names its article; a state with a duty holds the ladder of its deadline (reminders, overdue,
 * three levels up: ladder.ts); the periods stand in rules.ts. Where the regulation is silent, `mark` says whether a step
 * is practice or ours. No act is open to whoever takes no part in the matter, unless it says so (recusal.ts).
 *
 * @param calendars working-day calendars, oldest first; a case counts with the one its first line names, or the first
 */
export function createPetitionMachine(calendars: readonly [WorkCalendar, ...WorkCalendar[]]) {
  const [first] = calendars;
  return createKit(createReckoning(calendars)).createMachine({
    id: PETITION.id,
    context: ({ input }) => newContext(input, first.version),
    type: 'parallel',
    ...refusingRecused({
      on: anytime,
      states: {
        procedure: {
          initial: { target: 'acceptance', actions: 'startTransfer' },
          states: { acceptance, routing, handling, reply, followUp, closed },
        },
        ...duties,
      },
    }),
  });
}

function newContext({ now, data, by }: PetitionInput, first: string): PetitionContext {
  const { calendar = first, changeOfLaw, policy, accused = [], ...facts } = data;
  return {
    now,
    calendar,
    ...(changeOfLaw && { changeOfLaw }),
    ...(policy && { policy }),
    facts,
    registrar: by.unit,
    ...unassigned(),
    track: null,
    trackOutcomeOn: null,
    clocks: [],
    urgent: false,
    links: [],
    mergedInto: null,
    round: newRound(1),
    returnedBy: [],
    extension: null,
    ratings: [],
    handlers: [],
    recused: [],
    urged: 0,
    supervised: [],
    recommendations: [],
    closing: null,
    ...(accused.length > 0 && { accused: entered(accused, by) }),
  };
}
