import type { CaseMove } from '@huiyin/office';
import { Progress } from '@huiyin/tools/progress';
import { inShares } from '../system/in-shares.ts';
import type { CalendarDone, CalendarGiven } from './share.ts';

/** Every move that a calendar has made, as the histories tell it. */
export async function movesDone(url: string, calendar: string): Promise<CaseMove[]> {
  const progress = new Progress();
  const found: CaseMove[] = [];
  const task = { url, given: { calendar } };
  const script = new URL('share.js', import.meta.url);
  await inShares<CalendarDone, CalendarGiven>(script, task, ({ moves }, sums) => {
    found.push(...moves);
    progress.show(sums);
  }).finally(() => progress.end());
  return found;
}
