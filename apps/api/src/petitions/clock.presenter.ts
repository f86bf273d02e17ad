import { dateOf, daysBetween, STATUTORY_CALENDAR, toIso } from '@huiyin/domain';
import type { Instant } from '@huiyin/domain';
import { deriveClock, DUTY_OF, excludedDays, RULES } from '@huiyin/workflow';
import type { CaseClock } from '@huiyin/workflow';
import type { Locale } from '../http/locale.ts';
import { explain, FIRST_DAY } from './explanation.ts';

/** A clock as it stands now; one whose day is over counts as breached, whether or not somebody has acted since. */
export function presentClock(clock: CaseClock, now: Instant, locale: Locale) {
  const { title, article, mark } = RULES[clock.rule];
  const running = clock.status === 'running';
  return {
    name: clock.name,
    title: title[locale],
    article,
    basis: mark,
    startedAt: toIso(clock.startedAt),
    startOn: clock.startOn,
    dueAt: toIso(clock.dueAt),
    dueOn: clock.dueOn,
    endedAt: clock.endedAt === null ? null : toIso(clock.endedAt),
    status: running && clock.dueAt <= now ? 'breached' : clock.status,
    remaining: running ? { days: daysBetween(dateOf(now), clock.dueOn), ms: clock.dueAt - now } : null,
    provisional: clock.provisionalYears.length > 0,
    duty: DUTY_OF[clock.slot],
  } as const;
}

/** How the date came about, as data and in sentences. */
export function explainClock(clock: CaseClock, now: Instant, locale: Locale) {
  const { startsWith } = RULES[clock.rule];
  const derivation = deriveClock(clock, STATUTORY_CALENDAR);
  const { period, passed, firstDayOn, unrolledDueOn, rolled, dueOn, calendarVersion } = derivation;
  return {
    clock: presentClock(clock, now, locale),
    startEvent: startsWith[locale],
    rule: { ...period, amount: period.amount - clock.extensionDays - excludedDays(clock.exclusions) },
    firstDay: FIRST_DAY[locale],
    firstDayOn,
    days: passed.map(({ on, kind, name, counted }) => ({ on, kind, name: name ?? null, counted })),
    extensionDays: clock.extensionDays,
    exclusions: [...clock.exclusions],
    unrolledDueOn,
    rolled,
    dueOn,
    calendar: calendarVersion,
    text: explain(clock, derivation, locale),
  };
}
