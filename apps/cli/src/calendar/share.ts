// One reader of several, in a thread of its own: replays its share of the histories and tells what the calendar moved.
import { calendarDone } from '@huiyin/office';
import type { CalendarProgress } from '@huiyin/office';
import { asShare } from '../system/thread.ts';

export type CalendarDone = Omit<CalendarProgress, 'failures'>;

export interface CalendarGiven {
  readonly calendar: string;
}

await asShare<CalendarGiven, CalendarDone>('calendar', ({ pool, registry, share }, { calendar }) =>
  calendarDone(pool, registry, calendar, share),
);
