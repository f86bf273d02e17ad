import type { LocalDate } from '../instant.ts';
import { weekday } from '../time.ts';

/**
 * The public holidays whose date the law itself fixes, so that they are known before any yearly notice.
 * 春节, 清明节, 端午节 and 中秋节 follow the moon and the sun: this system learns them from the notice only.
 */
const FIXED_HOLIDAYS = [
  { monthDay: '01-01', name: '元旦', since: 2008 },
  { monthDay: '05-01', name: '劳动节', since: 2008 },
  { monthDay: '05-02', name: '劳动节', since: 2025 },
  { monthDay: '10-01', name: '国庆节', since: 2008 },
  { monthDay: '10-02', name: '国庆节', since: 2008 },
  { monthDay: '10-03', name: '国庆节', since: 2008 },
];

/** @article 全国年节及纪念日放假办法 (2024-11-10) 2 */
export function fixedHolidays(year: number): { on: LocalDate; name: string }[] {
  return FIXED_HOLIDAYS.filter(({ since }) => year >= since).map(({ monthDay, name }) => ({
    on: `${year}-${monthDay}`,
    name,
  }));
}

/** The weekly rest days of state organs. @article 国务院关于职工工作时间的规定 7 @throws InvalidDate */
export function isWeekend(on: LocalDate): boolean {
  const day = weekday(on);
  return day === 0 || day === 6;
}
