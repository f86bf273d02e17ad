import { addDays, dateOf, daysBetween, startOfDay } from '@huiyin/domain';
import type { Derivation, Instant, LocalDate, Period } from '@huiyin/domain';
import { deriveLonger, ruleOf } from './policy.ts';
import type { Exclusion, Numbers, Reckoning } from './policy.ts';
import { REPEAT_DAYS, RUNGS } from './rules.ts';
import type { RuleName, Rung } from './rules.ts';
import { SLOTS } from './slots.ts';
import type { Slot } from './slots.ts';

export type ClockStatus = 'running' | 'paused' | 'met' | 'breached' | 'cancelled';

/** One clock of a case, as stored. The due date is a consequence of the other fields; the audit recomputes it. */
export interface Clock {
  /** Unique within the case: the slot, with a number from the second time on. */
  readonly name: string;
  readonly slot: Slot;
  readonly rule: RuleName;
  readonly startedAt: Instant;
  readonly startOn: LocalDate;
  /** Set by a person for this case instead of the rule's own amount. @unit calendar days */
  readonly ownDays: number | null;
  /** @unit calendar days, whatever the period is counted in */
  readonly extensionDays: number;
  /** Time that is not counted (Art. 36 ¶2): from a day to the day on which counting went on. */
  readonly exclusions: readonly Exclusion[];
  /** Since when it stands still. */
  readonly pausedOn: LocalDate | null;
  readonly dueOn: LocalDate;
  /** End of the due day (24:00 Asia/Shanghai). */
  readonly dueAt: Instant;
  /** Version of the calendar it was counted by to its end, where the case counts with another since. */
  readonly calendar?: string;
  /** Years whose holiday notice was missing when the date was computed. */
  readonly provisionalYears: readonly number[];
  readonly status: ClockStatus;
  readonly endedAt: Instant | null;
  /** How many rungs of the ladder have been announced. */
  readonly announced: number;
  /** Whether the ladder of a duty beside the procedure follows it: one that took another's place is not followed yet. */
  readonly followed: boolean;
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
export function deriveClock(clock: Derived, reckoning: Reckoning): Derivation {
  const period = ownPeriod(clock, reckoning);
  const { startOn, exclusions, extensionDays } = clock;
  return deriveLonger({ period, startOn, exclusions, extensionDays }, reckoning.calendar);
}

type Derived = Pick<Clock, 'rule' | 'startOn' | 'ownDays' | 'extensionDays' | 'exclusions'>;

/** The period itself, before anything lengthens it: the rule's, or the one a person has set. */
export function ownPeriod({ rule, ownDays }: Pick<Clock, 'rule' | 'ownDays'>, numbers: Numbers): Period {
  const { period } = ruleOf(rule, numbers);
  return ownDays === null ? period : { ...period, amount: ownDays, unit: 'calendar-day' };
}

interface Start {
  slot: Slot;
  rule: RuleName;
  now: Instant;
  /** The legal start, when it is not today: a letter that lay in the post room, a reply served last week. */
  startOn?: LocalDate | undefined;
  /** The last day, where a person has set it. */
  setOn?: LocalDate | null | undefined;
}

export function startClock(
  clocks: Clocks,
  { slot, rule, now, startOn = dateOf(now), setOn }: Start,
  reckoning: Reckoning,
): Clocks {
  const earlier = clocks.filter((clock) => clock.slot === slot).length;
  // A day that has passed by the time the duty begins leaves one.
  const ownDays = setOn ? Math.max(1, daysBetween(startOn, setOn)) : null;
  const start = { rule, startOn, startedAt: now, ownDays, extensionDays: 0, exclusions: [], pausedOn: null };
  const due = deriveClock(start, reckoning);
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
    followed: false,
  };
  return [...clocks, clock];
}

/** The duty was done: in time or too late. */
export function meetClock(clocks: Clocks, slot: Slot, now: Instant): Clocks {
  return change(clocks, slot, (clock) => ({ status: now < clock.dueAt ? 'met' : 'breached', endedAt: now }));
}

/** The window ran to its end, or the duty fell away; after its due day it was not done, whatever made it fall away. */
export function endClock(clocks: Clocks, slot: Slot, status: 'met' | 'cancelled', now: Instant): Clocks {
  return change(clocks, slot, (clock) => ended(clock, status, now));
}

function ended(clock: Clock, status: 'met' | 'cancelled', now: Instant): Pick<Clock, 'status' | 'endedAt'> {
  const isLate = status === 'cancelled' && clock.status === 'running' && now >= clock.dueAt;
  return { status: isLate ? 'breached' : status, endedAt: now };
}

/** Adds days to a running clock; its ladder begins anew towards the later date. */
export function extendClock(clocks: Clocks, slot: Slot, days: number, reckoning: Reckoning): Clocks {
  return change(clocks, slot, (clock) => moved({ ...clock, extensionDays: clock.extensionDays + days }, reckoning));
}

/** Stops the counting: from today on no day is counted. */
export function pauseClock(clocks: Clocks, slot: Slot, now: Instant): Clocks {
  return change(clocks, slot, () => ({ status: 'paused', pausedOn: dateOf(now) }));
}

/** Counting goes on; the days since the pause are left out. */
export function resumeClock(clocks: Clocks, slot: Slot, now: Instant, reckoning: Reckoning): Clocks {
  return change(
    clocks,
    slot,
    (clock) => {
      const from = clock.pausedOn ?? dateOf(now);
      const exclusions = [...clock.exclusions, { from, to: dateOf(now) }];
      return { ...moved({ ...clock, exclusions }, reckoning), status: 'running', pausedOn: null };
    },
    'paused',
  );
}

function moved(clock: Clock, reckoning: Reckoning): Clock {
  const { dueOn, dueAt, provisionalYears } = deriveClock(clock, reckoning);
  return { ...clock, dueOn, dueAt, provisionalYears, announced: dueOn === clock.dueOn ? clock.announced : 0 };
}

/**
 * Every clock that has not ended counted anew, by another calendar. One that has ended stays as it ended: what was done was
 * done by the day that was known then. One that is overdue by either calendar stays on its level.
 * @param before version of the calendar until now
 */
export function recountClocks(clocks: Clocks, before: string, reckoning: Reckoning, now: Instant): Clocks {
  return clocks.map((clock) => {
    if (!runs(clock)) return { ...clock, calendar: clock.calendar ?? before };
    const anew = moved(clock, reckoning);
    const isLateStill = clock.dueAt <= now && anew.dueAt <= now;
    return isLateStill ? { ...anew, announced: clock.announced } : anew;
  });
}

/** By its name: a chart made from a copy of the config has rungs of its own. */
export function announceRung(clocks: Clocks, slot: Slot, { state }: Rung): Clocks {
  return change(clocks, slot, () => ({ announced: RUNGS.findIndex((rung) => rung.state === state) + 1 }));
}

export function followClock(clocks: Clocks, slot: Slot): Clocks {
  return change(clocks, slot, () => ({ followed: true }));
}

/** When a case closes, whatever still runs falls away, but for what is owed to others. */
export function cancelAll(clocks: Clocks, now: Instant): Clocks {
  return clocks.map((clock) =>
    runs(clock) && !SLOTS[clock.slot].outlives ? { ...clock, ...ended(clock, 'cancelled', now) } : clock,
  );
}

export function runs({ status }: Clock): boolean {
  return status === 'running' || status === 'paused';
}

export function isOverdue({ status, dueAt }: Clock, now: Instant): boolean {
  return status === 'running' && dueAt <= now;
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

/** The clock that runs in a slot, or stands still there for a while. */
export function runningClock(clocks: Clocks, slot: Slot): Clock | undefined {
  return clocks.find((clock) => clock.slot === slot && runs(clock));
}

/** The running clock of a duty or window that ends first. */
export function nextDeadline(clocks: readonly Clock[]): Clock | null {
  const running = clocks.filter((clock) => clock.status === 'running');
  return running.reduce<Clock | null>((first, clock) => (first && first.dueAt <= clock.dueAt ? first : clock), null);
}

function change(
  clocks: Clocks,
  slot: Slot,
  changes: (clock: Clock) => Partial<Clock>,
  status: ClockStatus = 'running',
): Clocks {
  return clocks.map((clock) =>
    clock.slot === slot && clock.status === status ? { ...clock, ...changes(clock) } : clock,
  );
}
