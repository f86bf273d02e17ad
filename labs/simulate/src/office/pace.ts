import { addDays, dateOf, startOfDay } from '@huiyin/domain';
import type { Instant } from '@huiyin/domain';
import type { Dice } from '@huiyin/lab-kit';
import type { CaseClock } from '@huiyin/workflow';
import { workdaysLater, workingTime } from '../world/hours.ts';

/** Something owed, from when to when. */
export type Duty = Pick<CaseClock, 'name' | 'startedAt' | 'dueAt'>;

/** Share of its duties that the most punctual and the slackest office do too late. */
const LATE_SHARE = { least: 0.015, most: 0.09 };

/**
 * How late, where late: the overdue alert and each level of escalation move somebody to act, or nothing does for weeks.
 * @unit calendar days after the due day, from and to
 */
const LATE_BY: readonly (readonly [range: readonly [number, number], weight: number])[] = [
  [[0, 1], 35],
  [[1, 3], 25],
  [[3, 7], 20],
  [[7, 14], 12],
  [[14, 60], 6],
  [[60, 400], 2],
];

/** Where no office hours are left before the end, somebody comes in on the day off, at five. @unit milliseconds */
const DAY_OFF_MS = 7 * 3_600_000;

/** When an office gets round to what it owes; for one duty always the same, however often it is asked. */
export function doneAt(duty: Duty, office: Dice, own: Dice): Instant {
  const dice = own.for(duty.name);
  const lateShare = LATE_SHARE.least + office.roll('slack') * (LATE_SHARE.most - LATE_SHARE.least);
  if (dice.chance('late', lateShare)) {
    const [from, to] = dice.weighted('lateBy', LATE_BY);
    return workingTime(addDays(dateOf(duty.dueAt), dice.between('days', from, to)), dice.roll('hour'), duty.startedAt);
  }
  const at = onTheWay(duty, duty.dueAt, 0.1 + 0.85 * dice.roll('share'), dice);
  return at < duty.dueAt ? at : Math.max(duty.startedAt, duty.dueAt - DAY_OFF_MS);
}

/** A part of the work on the way to its end. @param share of the time from the start of the duty to `end` */
export function onTheWay({ startedAt }: Duty, end: Instant, share: number, dice: Dice): Instant {
  const target = startedAt + share * Math.max(0, end - startedAt);
  const at = workingTime(dateOf(target), dice.roll(`on the way/${share}`), startedAt);
  return Math.min(at, Math.max(end, startedAt));
}

/** Within the next workdays. @param least 0 where it may be today */
export function soon(now: Instant, workdays: number, dice: Dice, label: string, least = 0): Instant {
  const day = workdaysLater(dateOf(now), dice.between(`${label}/days`, least, workdays));
  return workingTime(day, dice.roll(`${label}/hour`), now);
}

/** The duty to follow up, as it will begin on the day that is planned. */
export function dutyFrom(name: string, day: string, workdays: number): Duty {
  return { name, startedAt: startOfDay(day), dueAt: startOfDay(addDays(workdaysLater(day, workdays), 1)) };
}
