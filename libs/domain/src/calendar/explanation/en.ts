import type { LocalDate } from '../../instant.ts';
import { endOfDay, timeOfDay, weekday, yearOf } from '../../time.ts';
import type { Derivation, Period } from '../period.ts';
import type { DayGroup, Words } from './words.ts';

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const WEEKDAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');
const HOLIDAYS: Readonly<Record<string, string>> = {
  元旦: 'New Year’s Day',
  春节: 'Spring Festival',
  清明节: 'Tomb-Sweeping Day',
  劳动节: 'Labour Day',
  端午节: 'Dragon Boat Festival',
  中秋节: 'Mid-Autumn Festival',
  国庆节: 'National Day',
};

/** Plain English, for those who follow a case from abroad. */
export const en: Words = {
  start: ({ startOn, startAt, firstDayOn }) =>
    startAt === undefined
      ? `The period runs from ${full(startOn)}. That day is not counted; ` +
        `counting begins on ${short(firstDayOn, startOn)} (Civil Code, Art. 201).`
      : `The period runs from ${timeOfDay(startAt)} on ${full(startOn)}, in hours (Civil Code, Art. 201).`,
  rule,
  days: (group, { startOn }) =>
    group.counted
      ? `Worked in exchange for ${holiday(group)} and counted as workdays: ${spans(group, startOn)}.`
      : `Not counted: ${restDays(group, startOn)}.`,
  rolled: ({ startOn, unrolledDueOn, dueOn }, over) =>
    `The last day, ${short(unrolledDueOn, startOn)}, is a rest day (${over.map((group) => restDays(group, startOn)).join('; ')}), ` +
    `so the first day after the rest, ${short(dueOn, startOn)}, becomes the last day (Civil Code, Art. 203).`,
  notRolled: ({ startOn, dueOn }, nextWorkdayOn) =>
    `The last day, ${short(dueOn, startOn)}, is a rest day, but this period is not moved for that reason. ` +
    `For information: if it were, it would end on ${short(nextWorkdayOn, startOn)}.`,
  due: (derivation) =>
    `The period ends on ${WEEKDAYS[weekday(derivation.dueOn)]}, ${full(derivation.dueOn)}, ${clock(derivation)}.`,
  provisional: (years) =>
    `The official holidays of ${years.join(' and ')} are not yet known here. Weekends and the holidays with a date fixed ` +
    'by law are assumed; the end may move once the official notice is entered.',
};

function rule({ amount, unit }: Period): string {
  switch (unit) {
    case 'hour':
      return `It lasts ${some(amount, 'hour')}; nights and rest days are included.`;
    case 'calendar-day':
      return `It lasts ${some(amount, 'calendar day')}; rest days are included.`;
    case 'workday':
      return `It lasts ${some(amount, 'workday')}; rest days are not counted.`;
    case 'month':
      return (
        `It lasts ${some(amount, 'month')} and ends on the same day of the month, ` +
        'or on the last day of the month if there is no such day (Civil Code, Art. 202).'
      );
  }
}

function some(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}

function restDays(group: DayGroup, startOn: LocalDate): string {
  return `${group.kind === 'holiday' ? holiday(group) : 'weekend'}, ${spans(group, startOn)}`;
}

/** Two holidays that share one span off are written 国庆节、中秋节 in the notice. */
function holiday({ name = '' }: DayGroup): string {
  return name
    .split('、')
    .map((each) => HOLIDAYS[each] ?? each)
    .join(' and ');
}

function spans(group: DayGroup, startOn: LocalDate): string {
  return group.spans
    .map(({ first, last }) =>
      first === last ? short(first, startOn) : `${short(first, startOn)} to ${short(last, startOn)}`,
    )
    .join(', ');
}

function full(on: LocalDate): string {
  return `${dayMonth(on)} ${yearOf(on)}`;
}

/** The year is said only where it is not that of the start. */
function short(on: LocalDate, startOn: LocalDate): string {
  return yearOf(on) === yearOf(startOn) ? dayMonth(on) : full(on);
}

function dayMonth(on: LocalDate): string {
  return `${Number(on.slice(8))} ${MONTHS[Number(on.slice(5, 7)) - 1]}`;
}

function clock({ dueOn, dueAt }: Derivation): string {
  return `${dueAt === endOfDay(dueOn) ? '24:00' : timeOfDay(dueAt)} Beijing time`;
}
