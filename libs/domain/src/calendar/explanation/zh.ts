import type { Instant, LocalDate } from '../../instant.ts';
import { endOfDay, timeOfDay, weekday, yearOf } from '../../time.ts';
import type { Period } from '../period.ts';
import type { DayGroup, Words } from './words.ts';

const WEEKDAYS = '日一二三四五六';

/** Plain Chinese, with the article that each step rests on. */
export const zh: Words = {
  start: ({ startOn, startAt, firstDayOn }) =>
    startAt === undefined
      ? `期限从${full(startOn)}起，当日不计入，自${short(firstDayOn, startOn)}开始计算（民法典第二百零一条）。`
      : `期限从${full(startOn)}${timeOfDay(startAt)}起，按小时计算（民法典第二百零一条）。`,
  rule,
  days: (group, { startOn }) =>
    group.counted
      ? `${spans(group, startOn)}为${group.name}调休上班日，按工作日计算。`
      : `${restDays(group, startOn)}，不计。`,
  rolled: ({ startOn, unrolledDueOn, dueOn }, over) =>
    `最后一日${short(unrolledDueOn, startOn)}是休息日（${over.map((group) => restDays(group, startOn)).join('，')}），` +
    `以休息日结束的次日${short(dueOn, startOn)}为最后一日（民法典第二百零三条）。`,
  notRolled: ({ startOn, dueOn }, nextWorkdayOn) =>
    `最后一日${short(dueOn, startOn)}是休息日，但本期限不因此顺延；若顺延，则为${short(nextWorkdayOn, startOn)}，仅供参考。`,
  due: ({ dueOn, dueAt }) =>
    `截止时间为${full(dueOn)}（星期${WEEKDAYS[weekday(dueOn)]}）${clock(dueOn, dueAt)}（北京时间）。`,
  provisional: (years) =>
    `${years.join('年、')}年的放假安排尚未发布或尚未录入，暂按周末和法律规定了固定日期的节日推算；安排确定后，截止时间可能变动。`,
};

function rule({ amount, unit }: Period): string {
  switch (unit) {
    case 'hour':
      return `期限为${amount}小时，夜间和休息日也计入。`;
    case 'calendar-day':
      return `期限为${amount}日，休息日也计入。`;
    case 'workday':
      return `期限为${amount}个工作日，休息日不计。`;
    case 'month':
      return `期限为${amount}个月，到期月的对应日为最后一日；没有对应日的，月末日为最后一日（民法典第二百零二条）。`;
  }
}

function restDays(group: DayGroup, startOn: LocalDate): string {
  return group.name === undefined ? `${spans(group, startOn)}为周末` : `${spans(group, startOn)}${group.name}放假`;
}

function spans(group: DayGroup, startOn: LocalDate): string {
  return group.spans
    .map(({ first, last }) =>
      first === last ? short(first, startOn) : `${short(first, startOn)}至${until(last, first)}`,
    )
    .join('、');
}

function full(on: LocalDate): string {
  return `${yearOf(on)}年${monthDay(on)}`;
}

/** The year is said only where it is not that of the start. */
function short(on: LocalDate, startOn: LocalDate): string {
  return yearOf(on) === yearOf(startOn) ? monthDay(on) : full(on);
}

function until(last: LocalDate, first: LocalDate): string {
  return last.slice(0, 7) === first.slice(0, 7) ? `${Number(last.slice(8))}日` : short(last, first);
}

function monthDay(on: LocalDate): string {
  return `${Number(on.slice(5, 7))}月${Number(on.slice(8))}日`;
}

function clock(dueOn: LocalDate, dueAt: Instant): string {
  return dueAt === endOfDay(dueOn) ? '24时' : timeOfDay(dueAt);
}
