import { addDays, STATUTORY_CALENDAR, workCalendar } from '@huiyin/domain';
import type { CalendarYear } from '@huiyin/domain';

const [year2025, year2026] = [2025, 2026].map((year) => STATUTORY_CALENDAR.years.get(year) as CalendarYear) as [
  CalendarYear,
  CalendarYear,
];
const threeDaysFrom = (on: string, name: string) => [0, 1, 2].map((n) => ({ on: addDays(on, n), name }));

/** What a later notice made of 2026: three days more off in March, and in April a Saturday that is worked for them. */
export const CORRECTED = workCalendar('cn-2026-2', [
  year2025,
  {
    ...year2026,
    daysOff: [...year2026.daysOff, ...threeDaysFrom('2026-03-09', '纪念日')],
    makeUpWorkdays: [...year2026.makeUpWorkdays, { on: '2026-04-11', name: '纪念日' }],
  },
]);

export const CALENDARS = [STATUTORY_CALENDAR, CORRECTED] as const;
