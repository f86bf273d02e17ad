import { dateOf, daysBetween, explainDerivation, STATUTORY_CALENDAR, toIso } from '@huiyin/domain';
import type { Instant } from '@huiyin/domain';
import { deriveClock, DUTY_OF, RULES } from '@huiyin/workflow';
import type { CaseClock } from '@huiyin/workflow';
import { articleNumber } from '@huiyin/workflow/contract';
import type { Locale } from '../http/locale.ts';

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
  const { startsWith, title, article } = RULES[clock.rule];
  const derivation = deriveClock(clock, STATUTORY_CALENDAR);
  const { period, passed, firstDayOn, unrolledDueOn, rolled, dueOn, calendarVersion } = derivation;
  return {
    clock: presentClock(clock, now, locale),
    startEvent: startsWith[locale],
    rule: { ...period, amount: period.amount - clock.extensionDays },
    firstDay: FIRST_DAY[locale],
    firstDayOn,
    days: passed.map(({ on, kind, name, counted }) => ({ on, kind, name: name ?? null, counted })),
    extensionDays: clock.extensionDays,
    exclusions: [],
    unrolledDueOn,
    rolled,
    dueOn,
    calendar: calendarVersion,
    text: [
      ...headline(title[locale], startsWith[locale], article, locale),
      ...extension(clock.extensionDays, locale),
      ...explainDerivation(derivation, locale),
    ],
  };
}

const FIRST_DAY: Readonly<Record<Locale, string>> = {
  zh: '开始的当日不计入，自下一日开始计算（民法典第二百零一条）',
  en: 'the starting day is not counted; counting begins on the next day (Civil Code Art. 201)',
};

function headline(title: string, startsWith: string, article: string | null, locale: Locale): string[] {
  const zh = article === null ? '条例未作规定，按本系统规则计算' : `依据《信访工作条例》第${articleNumber(article)}条`;
  const en =
    article === null
      ? 'the Regulation is silent; a rule of this system'
      : `Regulations on Petition Work, Art. ${article}`;
  return [locale === 'zh' ? `${title}，自${startsWith}起算；${zh}。` : `${title}, counted from ${startsWith}; ${en}.`];
}

function extension(days: number, locale: Locale): string[] {
  if (days === 0) return [];
  return [
    locale === 'zh' ? `经批准延长 ${days} 日（条例第三十四条）。` : `Extended by ${days} days with approval (Art. 34).`,
  ];
}
