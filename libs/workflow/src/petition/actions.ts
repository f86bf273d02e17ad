import { addDays, dateOf, endOfDay } from '@huiyin/domain';
import type { LocalDate, WorkCalendar } from '@huiyin/domain';
import { assign } from 'xstate';
import { announceRung, cancelAll, clockOf, endClock, extendClock, meetClock, startClock } from './clock.ts';
import type { Clock, Slot } from './clock.ts';
import type { EventOf, PetitionContext, PetitionEvent } from './context.ts';
import type { alertPayload } from './ladder.ts';
import { FOLLOW_UP_ATTEMPTS, RULES } from './rules.ts';
import type { Rung, RuleName } from './rules.ts';

interface Args {
  readonly context: PetitionContext;
  readonly event: PetitionEvent;
}
type Change = Partial<PetitionContext>;

/** An action that only changes the context. */
function change<P = undefined>(make: (args: Args, params: P) => Change) {
  return assign<PetitionContext, PetitionEvent, P, PetitionEvent, never>(make);
}

/** What the chart does to its context. What the world must do is in effects.ts and is carried out after the commit. */
export function createActions(calendars: readonly WorkCalendar[]) {
  const calendarOf = (context: PetitionContext): WorkCalendar => {
    const calendar = calendars.find(({ version }) => version === context.calendar);
    if (!calendar) throw new Error(`the case counts with calendar '${context.calendar}', which is not loaded`);
    return calendar;
  };
  const started = (
    context: PetitionContext,
    clocks: readonly Clock[],
    slot: Slot,
    rule: RuleName,
    startOn?: LocalDate,
  ) =>
    startClock(
      clocks,
      { slot, rule, now: context.now, ...(startOn === undefined ? {} : { startOn }) },
      calendarOf(context),
    );
  const met = (slot: Slot) => change(({ context }) => ({ clocks: meetClock(context.clocks, slot, context.now) }));

  return {
    alert: (_: Args, _params: ReturnType<typeof alertPayload>) => undefined,
    markAnnounced: change<{ slot: Slot; rung: Rung }>(({ context }, { slot, rung }) => ({
      clocks: announceRung(context.clocks, slot, rung),
    })),
    startClock: change<{ slot: Slot; rule: RuleName; startOn: LocalDate }>(({ context }, { slot, rule, startOn }) => ({
      clocks: started(context, context.clocks, slot, rule, startOn),
    })),
    cancelClocks: change(({ context }) => ({ clocks: cancelAll(context.clocks, context.now) })),

    meetTransfer: met('transfer'),
    meetObjectionDecision: met('objectionDecision'),
    meetHandling: met('handling'),
    /** By the day of service, whenever it was recorded. */
    meetService: change(({ context, event }) => {
      const { servedOn } = (event as EventOf<'SERVE'>).data;
      const at = servedOn === undefined ? context.now : Math.min(context.now, endOfDay(servedOn) - 1);
      return { clocks: meetClock(context.clocks, 'service', at) };
    }),
    meetVisit: met('visit'),

    recordRefusal: change(({ event }) => ({ closing: { basis: (event as EventOf<'REFUSE'>).data.basis } })),
    recordTransfer: change(({ event }) => {
      const { unit, mode } = (event as EventOf<'TRANSFER'>).data;
      return { unit, mode, assignee: null };
    }),
    startReceipt: change(({ context }) => {
      const objection = started(context, context.clocks, 'objection', 'objection');
      return { clocks: started(context, objection, 'notice', 'notice') };
    }),
    cancelReceipt: change(({ context }) => {
      const clocks = endClock(context.clocks, 'objection', 'cancelled', context.now);
      return { clocks: endClock(clocks, 'notice', 'cancelled', context.now) };
    }),
    endObjectionWindow: change(({ context }) => ({
      clocks: endClock(context.clocks, 'objection', 'met', context.now),
    })),
    startObjectionDecision: change(({ context }) => ({
      clocks: started(
        context,
        meetClock(context.clocks, 'objection', context.now),
        'objectionDecision',
        'objectionDecision',
      ),
    })),
    takeBack: change(({ context }) => ({
      unit: null,
      assignee: null,
      mode: null,
      returns: context.returns + 1,
      clocks: started(context, endClock(context.clocks, 'notice', 'cancelled', context.now), 'transfer', 'retransfer'),
    })),
    meetNotice: change(({ context }) => {
      const clocks = endClock(context.clocks, 'objection', 'cancelled', context.now);
      return { clocks: meetClock(clocks, 'notice', context.now) };
    }),
    startHandling: change(({ context }) => {
      const rule = context.facts.purpose === 'appeal' ? 'handling' : 'otherMatter';
      return { clocks: started(context, context.clocks, 'handling', rule, acceptedOn(context)) };
    }),

    recordAssignee: change(({ event }) => ({ assignee: (event as EventOf<'ASSIGN'>).data.assignee })),
    recordHearing: change(({ context, event }) => ({ heard: true, handlers: withHandler(context, event) })),
    recordInvestigation: change(({ context, event }) => ({
      investigated: true,
      handlers: withHandler(context, event),
    })),
    recordExtensionRequest: change(({ event }) => ({
      extension: { requestedDays: (event as EventOf<'REQUEST_EXTENSION'>).data.days, status: 'requested' },
    })),
    grantExtension: change(({ context }) => {
      const requestedDays = context.extension?.requestedDays ?? 0;
      return {
        extension: { requestedDays, status: 'granted' },
        clocks: extendClock(context.clocks, 'handling', requestedDays, calendarOf(context)),
      };
    }),
    declineExtension: change(({ context }) => ({
      extension: { requestedDays: context.extension?.requestedDays ?? 0, status: 'declined' },
    })),
    recordOpinion: change(({ context, event }) => ({
      outcome: (event as EventOf<'ISSUE_OPINION'>).data.outcome,
      handlers: withHandler(context, event),
    })),

    startService: change(({ context }) => ({
      approvedOn: dateOf(context.now),
      clocks: started(context, context.clocks, 'service', 'service'),
    })),
    startFollowUp: change(({ context, event }) => {
      const servedOn = (event as EventOf<'SERVE'>).data.servedOn ?? dateOf(context.now);
      const planned = started(context, context.clocks, 'followUp', 'followUp', servedOn);
      return {
        servedOn,
        followUpAttempts: 0,
        followUpResult: null,
        clocks: started(context, planned, 'reviewWindow', 'reviewWindow', servedOn),
      };
    }),
    startVisit: change(({ context }) => {
      const called = clockOf(context.clocks, 'followUp')?.dueOn;
      const clocks = meetClock(context.clocks, 'followUp', context.now);
      return { clocks: started(context, clocks, 'visit', 'visit', called) };
    }),
    recordFollowUp: change(({ context, event }) => {
      const { result } = (event as EventOf<'RECORD_FOLLOW_UP'>).data;
      const followUpAttempts = context.followUpAttempts + 1;
      const settled = result !== 'unreachable' || followUpAttempts >= FOLLOW_UP_ATTEMPTS;
      const lastAttemptOn = result === 'unreachable' ? dateOf(context.now) : null;
      return { followUpAttempts, lastAttemptOn, followUpResult: settled ? result : null };
    }),
    startRework: change(({ context }) => ({
      round: context.round + 1,
      heard: false,
      investigated: false,
      outcome: null,
      approvedOn: null,
      clocks: started(
        context,
        endClock(context.clocks, 'reviewWindow', 'cancelled', context.now),
        'handling',
        'rework',
      ),
    })),
    endReviewWindow: change(({ context }) => ({
      clocks: endClock(context.clocks, 'reviewWindow', 'met', context.now),
    })),
  };
}

/**
 * The day that starts the 60 (受理之日): the day of the notice, but never later than the last day for giving it, so that
 * a late notice does not lengthen the handling. Art. 34 does not say; ours, see docs/decisions/0003.
 */
function acceptedOn(context: PetitionContext): LocalDate {
  const notice = clockOf(context.clocks, 'notice');
  const today = dateOf(context.now);
  if (!notice) return today;
  const latest = addDays(notice.startOn, RULES.notice.period.amount);
  return today < latest ? today : latest;
}

function withHandler(context: PetitionContext, event: PetitionEvent): readonly string[] {
  const { account } = event.by;
  return context.handlers.includes(account) ? context.handlers : [...context.handlers, account];
}
