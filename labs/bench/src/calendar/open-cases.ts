// A few dozen open cases through the real engine, in every place where one waits, some of them late, and copies of them.
import type { Instant } from '@huiyin/domain';
import { courseToService, DAY_MS, followedUp, isAnonymous, step, tell } from '../cases/course.ts';
import type { Step } from '../cases/course.ts';
import { openDesk } from '../cases/desk.ts';
import { demoForms, DEPARTMENT, OFFICE } from '../cases/township.ts';
import { multiply } from '../copies/multiply.ts';
import type { Say } from '../progress.ts';
import type { Database } from '../stage/databases.ts';

const DAYS = {
  accepted: 1,
  transferred: 2,
  noticed: 4,
  heard: 8,
  investigated: 12,
  opinion: 20,
  approved: 21,
  served: 22,
};
const served = courseToService(DAYS, { unit: DEPARTMENT });
/** What was done by a day. */
const doneBy = (day: number) => served.filter((each) => each.day <= day);

/** What was done, and the day from which the case waits for the next. */
const COURSES: readonly { readonly waits: string; readonly steps: readonly Step[]; readonly from: number }[] = [
  { waits: 'for its transfer', steps: [], from: 0 },
  { waits: 'for an objection', steps: doneBy(DAYS.transferred), from: 2 },
  {
    waits: 'for the decision of an objection',
    steps: [...doneBy(DAYS.transferred), step(3, 'handler', 'OBJECT', { reason: '不属于本单位职责' })],
    from: 3,
  },
  { waits: 'for the opinion', steps: doneBy(DAYS.noticed), from: 4 },
  { waits: 'for service', steps: doneBy(DAYS.approved), from: 21 },
  { waits: 'for the follow-up, whose day has come', steps: served, from: 38 },
  { waits: 'for the window to ask for a review to end', steps: [...served, followedUp(39)], from: 40 },
];
/** For how many days it has waited: five working days before eight ended yesterday, a day that is off after all. */
const WAITED = [0.2, 1, 4, 6, 8, 12];

/** How far the id of a copy lies around its original's. */
const DAYS_APART = 10;

/** Fills a database up to so many cases. @returns how many the engine wrote itself */
export async function writeOpenCases({ url, pool }: Database, cases: number, now: Instant, say: Say): Promise<number> {
  say('calendar: real histories');
  const originals = await writeOriginals(url, now);
  const { rows } = await pool.query<{ cases: number }>('SELECT count(*)::int AS cases FROM petition_case');
  const there = rows[0]?.cases ?? 0;
  const each = (done: number) => say(`calendar: writing ${cases} open cases`, done / cases);
  await multiply(pool, originals, cases - there, { days: DAYS_APART, each });
  await pool.query('VACUUM (ANALYZE)');
  await pool.query('CHECKPOINT');
  return originals.length;
}

async function writeOriginals(databaseUrl: string, now: Instant): Promise<string[]> {
  const forms = (await demoForms()).filter((form) => !isAnonymous(form) && form.purpose === 'appeal');
  const wanted = COURSES.flatMap(({ steps, from }) => WAITED.map((waited) => ({ steps, age: from + waited })));
  const desk = await openDesk(databaseUrl);
  const ids: string[] = [];
  try {
    const one = { office: OFFICE, unit: DEPARTMENT, until: now };
    for (const [n, { steps, age }] of wanted.entries()) {
      const form = forms[n % forms.length];
      if (form) ids.push(await tell(desk, { ...one, form, steps, registeredAt: now - age * DAY_MS }));
    }
    await desk.fireDue(now);
  } finally {
    await desk.close();
  }
  return ids;
}
