// A year of real cases, through the real engine on a clock of the bench's own: most are concluded, the youngest are in
// every stage, some are late.
import type { RegisterPetition } from '@huiyin/workflow/contract';
import { courseToService, DAY_MS, followedUp, isAnonymous, step, tell } from '../cases/course.ts';
import type { Step } from '../cases/course.ts';
import { openDesk } from '../cases/desk.ts';
import { demoForms } from '../cases/township.ts';
import type { Township } from './organisation.ts';

const DAYS = {
  accepted: 1,
  transferred: 2,
  noticed: 6,
  heard: 14,
  investigated: 30,
  opinion: 44,
  approved: 46,
  served: 48,
};
/** The follow-up opens on the fifteenth day after service, however quick the office was. */
const FOLLOW_UP_AFTER = 20;
const EXECUTION_AFTER = 8;

/** @param each told after each case how many there are */
export async function writeHistories(
  databaseUrl: string,
  townships: readonly Township[],
  count: number,
  each: (done: number) => void,
): Promise<void> {
  const forms = await demoForms();
  const desk = await openDesk(databaseUrl);
  try {
    const today = Date.now();
    for (let n = 0; n < count; n++) {
      const { office, place, departments } = taken(townships, n);
      const unit = taken(departments, Math.floor(n / townships.length));
      const form = { ...taken(forms, n), place };
      const registeredAt = today - ((count - n) / count) * 365 * DAY_MS;
      const pace = 0.35 + ((n * 7919) % 100) / 150; // most in time, some late
      await tell(desk, { form, registeredAt, office, unit, steps: courseOf(form, unit, pace), until: today });
      each(n + 1);
    }
    await desk.fireDue(today);
  } finally {
    await desk.close();
  }
}

/** @param pace of the office: what it does in half the days has 0.5 */
function courseOf(form: RegisterPetition, unit: string, pace: number): Step[] {
  const outcome = form.purpose === 'suggestion' ? 'adopt' : 'support';
  const anonymous = isAnonymous(form);
  const execution = step(DAYS.served + EXECUTION_AFTER, 'handler', 'RECORD_EXECUTION', { result: '已落实' });
  const byTheOffice = [
    ...courseToService(DAYS, { unit, outcome, anonymous }),
    ...(outcome === 'support' ? [execution] : []),
  ];
  return [
    ...byTheOffice.map((each) => ({ ...each, day: each.day * pace })),
    // With the reply on file the case of somebody whose name is not known has ended: there is nobody to visit.
    ...(anonymous ? [] : [followedUp(DAYS.served * pace + FOLLOW_UP_AFTER)]),
  ];
}

/** In turn. */
function taken<T>(items: readonly T[], n: number): T {
  return items[n % items.length] as T;
}
