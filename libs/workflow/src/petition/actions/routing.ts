import { addDays, dateOf } from '@huiyin/domain';
import type { LocalDate } from '@huiyin/domain';
import { clockOf, endClock, meetClock, runningClock } from '../clock.ts';
import type { Part, PetitionContext } from '../context.ts';
import { firstOwed } from '../parts.ts';
import { lastDayOf, ruleOf } from '../policy.ts';
import type { Reckoning } from '../policy.ts';
import type { RuleName } from '../rules.ts';
import { change, inRound, on, withHandler } from './kit.ts';
import type { ClockKit } from './kit.ts';

/** 分流: who has the matter, and what each of them owes. */
export function routingActions({ started, reckoningOf }: ClockKit) {
  return {
    recordTransfer: on<'TRANSFER'>((context, { data: { unit, mode, reportBy } }) => {
      const { parts, clocks } = withParts(context, withoutPart(context.parts, unit));
      return {
        unit,
        mode,
        assignee: null,
        parts,
        // An accusation is decided under the rules of discipline inspection (Art. 30).
        track: context.facts.purpose === 'accusation' ? 'discipline' : context.track,
        clocks:
          mode === 'assign'
            ? started({ ...context, clocks }, 'report', 'report', { setOn: reportBy })
            : endClock(clocks, 'report', 'cancelled', context.now),
      };
    }),
    /** What was assigned stays assigned, and is reported back by the day that was set. */
    recordArbitration: on<'ARBITRATE'>((context, { data: { unit } }) => {
      const { parts, clocks } = withParts(context, withoutPart(context.parts, unit));
      const report = context.mode === 'assign' ? clockOf(clocks, 'report') : undefined;
      const setOn = report?.ownDays ? report.dueOn : undefined;
      return {
        unit,
        assignee: null,
        arbitrated: true,
        parts,
        clocks: report ? started({ ...context, clocks }, 'report', 'report', { setOn }) : clocks,
      };
    }),
    /** An organ that keeps what it received itself has had it since then (Art. 23 ¶2). */
    startNotice: change(({ context }) => {
      const startOn = context.unit === context.registrar ? context.facts.receivedOn : undefined;
      return { clocks: started(context, 'notice', noticeRule(context), { startOn }) };
    }),
    takeBack: change(({ context }) => ({
      unit: null,
      assignee: null,
      returnedBy: [...context.returnedBy, ...(context.unit === null ? [] : [context.unit])],
      clocks: endClock(context.clocks, 'report', 'cancelled', context.now),
    })),
    /** The handling unit decides whether the simplified procedure applies. */
    recordNotice: on<'GIVE_NOTICE'>((context, { data: { procedure = context.round.procedure } }) =>
      inRound(context, { procedure }),
    ),
    startHandling: change(({ context }) => ({
      clocks: started(context, 'handling', handlingRule(context), {
        startOn: acceptedOn(context, reckoningOf(context)),
      }),
    })),
    /** The simplified procedure is one of appeals alone (Art. 31(6)). */
    recordTrack: on<'ROUTE_TRACK'>((context, { data: { track } }) => ({
      track,
      ...inRound(context, { procedure: 'ordinary' }),
    })),
    recordTrackOutcome: change(({ context }) => ({ trackOutcomeOn: dateOf(context.now) })),
    recordSuccessor: on<'SUCCEED'>((context, { data: { unit } }) => ({
      unit,
      assignee: null,
      ...withParts(context, withoutPart(context.parts, unit)),
    })),
    recordAssignee: on<'ASSIGN'>((_, { data: { assignee } }) => ({ assignee })),
    recordRecusal: on<'RECUSE'>(({ recused, assignee }, { data: { account } }) => ({
      recused: [...recused.filter((each) => each !== account), account],
      assignee: assignee === account ? null : assignee,
    })),

    liftRecusal: on<'LIFT_RECUSAL'>(({ recused }, { data: { account } }) => ({
      recused: recused.filter((each) => each !== account),
    })),

    addPart: on<'ADD_PARTY'>((context, { data: { unit, dueOn = null } }) => {
      const addedOn = dateOf(context.now);
      // The reply waits for it, so it is due no later than the reply.
      const reply = runningClock(context.clocks, 'handling')?.dueOn;
      const usual = addDays(addedOn, ruleOf('parts', context).period.amount);
      const latest = reply !== undefined && reply < usual ? reply : null;
      const part: Part = { unit, addedOn, dueOn: dueOn ?? latest, status: 'owed' };
      return withParts(context, [...withoutPart(context.parts, unit), part]);
    }),
    submitPart: on<'SUBMIT_PART'>((context, event) => ({
      ...withParts(context, withStatus(context.parts, event.data.unit ?? event.by.unit, 'submitted'), 'met'),
      handlers: withHandler(context, event),
    })),
    excusePart: on<'EXCUSE_PART'>((context, { data: { unit } }) =>
      withParts(context, withStatus(context.parts, unit, 'excused')),
    ),
    /** Both sides have agreed: no part is waited for any more. */
    excuseParts: change(({ context }) =>
      withParts(
        context,
        context.parts.map((part) => (part.status === 'owed' ? { ...part, status: 'excused' } : part)),
      ),
    ),
    startParts: change(({ context }) => {
      const first = firstOwed(context.parts, context);
      return { clocks: started(context, 'parts', 'parts', { startOn: first?.addedOn, setOn: first?.dueOn }) };
    }),
  };
}

/** The clock is that of the part due first: when another is that now, it ends, and the chart starts the next. */
function withParts(context: PetitionContext, parts: readonly Part[], ended: 'met' | 'cancelled' = 'cancelled') {
  const { clocks, now } = context;
  if (firstOwed(parts, context) === firstOwed(context.parts, context)) return { parts, clocks };
  return { parts, clocks: ended === 'met' ? meetClock(clocks, 'parts', now) : endClock(clocks, 'parts', ended, now) };
}

function withoutPart(parts: readonly Part[], unit: string): readonly Part[] {
  return parts.filter((part) => part.unit !== unit);
}

function withStatus(parts: readonly Part[], unit: string, status: Part['status']): readonly Part[] {
  return parts.map((part) => (part.unit === unit ? { ...part, status } : part));
}

function noticeRule({ facts, round: { procedure } }: PetitionContext): RuleName {
  if (!facts.contactable) return 'takeUp';
  return procedure === 'simple' ? 'noticeSimple' : 'notice';
}

/** The 60 days are for appeals in the petition procedure alone (Art. 34). */
function handlingRule({ facts, track, round: { number, procedure } }: PetitionContext): RuleName {
  if (number > 1) return 'rework';
  if (track !== null && facts.purpose === 'appeal') return 'duty';
  if (facts.purpose !== 'appeal') return 'otherMatter';
  return procedure === 'simple' ? 'handlingSimple' : 'handling';
}

/**
 * The day that starts the 60 (受理之日): the day of the notice, but never later than the last day for giving it, so that
 * a late notice does not lengthen the handling. Art. 34 does not say; ours, see docs/decisions/0003.
 */
function acceptedOn({ clocks, now, round: { procedure } }: PetitionContext, reckoning: Reckoning): LocalDate {
  const notice = clockOf(clocks, 'notice');
  const today = dateOf(now);
  if (!notice) return today;
  const latest = procedure === 'simple' ? notice.dueOn : lastDayOf('notice', notice.startOn, reckoning);
  return today < latest ? today : latest;
}
