import { addDays, dateOf, derive, startOfDay } from '@huiyin/domain';
import type { Derivation, Instant, LocalDate, Period, WorkCalendar } from '@huiyin/domain';
import { REPEAT_DAYS, RULES, RUNGS } from './rules.ts';
import type { RuleName, Rung } from './rules.ts';

/** The places a clock may stand in. Several rules can take turns in one slot (handling, then handling again). */
export const SLOTS = [
  'transfer',
  'objection',
  'objectionDecision',
  'notice',
  'handling',
  'service',
  'followUp',
  'visit',
  'reviewWindow',
] as const;
export type Slot = (typeof SLOTS)[number];

export type ClockStatus = 'running' | 'met' | 'breached' | 'cancelled';

/** One clock of a case, as stored. The due date is a consequence of the other fields; the audit recomputes it. */
export interface Clock {
  /** Unique within the case: the slot, with a number from the second time on. */
  readonly name: string;
  readonly slot: Slot;
  readonly rule: RuleName;
  readonly startedAt: Instant;
  readonly startOn: LocalDate;
  /** @unit calendar days */
  readonly extensionDays: number;
  readonly dueOn: LocalDate;
  /** End of the due day (24:00 Asia/Shanghai). */
  readonly dueAt: Instant;
  /** Years whose holiday notice was missing when the date was computed. */
  readonly provisionalYears: readonly number[];
  readonly status: ClockStatus;
  readonly endedAt: Instant | null;
  /** How many rungs of the ladder have been announced. */
  readonly announced: number;
}

type Clocks = readonly Clock[];

/** The latest clock of a slot, running or not. */
export function clockOf(clocks: Clocks, slot: Slot): Clock | undefined {
  return clocks.findLast((clock) => clock.slot === slot);
}

/** @throws when the slot has no clock: the chart armed a ladder without starting its clock. */
export function clockIn(clocks: Clocks, slot: Slot): Clock {
  const clock = clockOf(clocks, slot);
  if (!clock) throw new Error(`the chart asks for the clock '${slot}' before it was started`);
  return clock;
}

/** How the due date comes about. Also what the explanation is written from. */
export function deriveClock(
  clock: Pick<Clock, 'rule' | 'startOn' | 'extensionDays'>,
  calendar: WorkCalendar,
): Derivation {
  const { period } = RULES[clock.rule];
  const extended: Period = { ...period, amount: period.amount + clock.extensionDays };
  return derive(extended, clock.startOn, calendar, { onMissingYear: 'provisional' });
}

interface Start {
  slot: Slot;
  rule: RuleName;
  now: Instant;
  /** The legal start, when it is not today: a letter that lay in the post room, a reply served last week. */
  startOn?: LocalDate;
}

export function startClock(
  clocks: Clocks,
  { slot, rule, now, startOn = dateOf(now) }: Start,
  calendar: WorkCalendar,
): Clocks {
  const earlier = clocks.filter((clock) => clock.slot === slot).length;
  const start = { rule, startOn, startedAt: now, extensionDays: 0 };
  const due = deriveClock(start, calendar);
  const clock: Clock = {
    ...start,
    name: earlier === 0 ? slot : `${slot}-${earlier + 1}`,
    slot,
    dueOn: due.dueOn,
    dueAt: due.dueAt,
    provisionalYears: due.provisionalYears,
    status: 'running',
    endedAt: null,
    announced: 0,
  };
  return [...clocks, clock];
}

/** The duty was done: in time or too late. */
export function meetClock(clocks: Clocks, slot: Slot, now: Instant): Clocks {
  return change(clocks, slot, (clock) => ({ status: now < clock.dueAt ? 'met' : 'breached', endedAt: now }));
}

/** The window ran to its end, or the duty fell away. */
export function endClock(clocks: Clocks, slot: Slot, status: 'met' | 'cancelled', now: Instant): Clocks {
  return change(clocks, slot, () => ({ status, endedAt: now }));
}

/** Adds days to a running clock; its ladder begins anew towards the later date. @unit calendar days */
export function extendClock(clocks: Clocks, slot: Slot, days: number, calendar: WorkCalendar): Clocks {
  return change(clocks, slot, (clock) => {
    const extensionDays = clock.extensionDays + days;
    const { dueOn, dueAt, provisionalYears } = deriveClock({ ...clock, extensionDays }, calendar);
    return { extensionDays, dueOn, dueAt, provisionalYears, announced: 0 };
  });
}

export function announceRung(clocks: Clocks, slot: Slot, rung: Rung): Clocks {
  return change(clocks, slot, () => ({ announced: RUNGS.indexOf(rung) + 1 }));
}

/** When a case closes, whatever still runs falls away. */
export function cancelAll(clocks: Clocks, now: Instant): Clocks {
  return clocks.map((clock) => (clock.status === 'running' ? { ...clock, status: 'cancelled', endedAt: now } : clock));
}

/** When a rung of the ladder is reached: reminders at the start of their day, the rest counted from the end of the due day. */
export function rungAt(clock: Clock, rung: Rung): Instant {
  if ('daysBefore' in rung) return startOfDay(addDays(clock.dueOn, -rung.daysBefore));
  return startOfDay(addDays(dateOf(clock.dueAt), rung.daysAfter));
}

/** The next repeat of the highest level that lies after `now`. */
export function repeatAt(clock: Clock, now: Instant): Instant {
  const last = RUNGS[RUNGS.length - 1] as Rung;
  let at = addDays(dateOf(rungAt(clock, last)), REPEAT_DAYS);
  while (startOfDay(at) <= now) at = addDays(at, REPEAT_DAYS);
  return startOfDay(at);
}

function change(clocks: Clocks, slot: Slot, changes: (clock: Clock) => Partial<Clock>): Clocks {
  return clocks.map((clock) =>
    clock.slot === slot && clock.status === 'running' ? { ...clock, ...changes(clock) } : clock,
  );
}
