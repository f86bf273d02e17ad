import { dateOf, daysBetween, toIso } from '@huiyin/domain';
import type { Instant } from '@huiyin/domain';
import { deriveClock, isOverdue, NATIONAL, ownPeriod, ruleOf, SLOTS, timerTitle } from '@huiyin/workflow';
import type { CaseClock, LedgerEntry, Policy, Reckoning } from '@huiyin/workflow';
import type { Locale } from '../http/locale.ts';
import { explain, FIRST_DAY } from './explanation.ts';

/** A clock as it stands now; one whose day is over counts as breached, whether or not somebody has acted since. */
export function presentClock(clock: CaseClock, policy: Policy | undefined, now: Instant, locale: Locale) {
  const { title, article, mark, source = NATIONAL.source } = ruleOf(clock.rule, policy);
  const running = clock.status === 'running';
  return {
    name: clock.name,
    title: title[locale],
    article,
    basis: mark,
    source: article === null ? null : source[locale],
    startedAt: toIso(clock.startedAt),
    startOn: clock.startOn,
    dueAt: toIso(clock.dueAt),
    dueOn: clock.dueOn,
    endedAt: clock.endedAt === null ? null : toIso(clock.endedAt),
    status: isOverdue(clock, now) ? 'breached' : clock.status,
    remaining: running ? { days: daysBetween(dateOf(now), clock.dueOn), ms: clock.dueAt - now } : null,
    provisional: clock.provisionalYears.length > 0,
    duty: SLOTS[clock.slot].duty,
  } as const;
}

interface Explained {
  readonly clock: CaseClock;
  readonly reckoning: Reckoning;
  /** The clock's own. */
  readonly ledger: readonly LedgerEntry[];
}

/** How the date came about, as data and in sentences. */
export function explainClock({ clock, reckoning, ledger }: Explained, now: Instant, locale: Locale) {
  const { startsWith } = ruleOf(clock.rule, reckoning.policy);
  const derivation = deriveClock(clock, reckoning);
  const { passed, firstDayOn, unrolledDueOn, rolled, dueOn, calendarVersion } = derivation;
  return {
    clock: presentClock(clock, reckoning.policy, now, locale),
    startEvent: startsWith[locale],
    rule: ownPeriod(clock, reckoning),
    firstDay: FIRST_DAY[locale],
    firstDayOn,
    days: passed.map(({ on, kind, name, counted }) => ({ on, kind, name: name ?? null, counted })),
    extensionDays: clock.extensionDays,
    exclusions: [...clock.exclusions],
    unrolledDueOn,
    rolled,
    dueOn,
    calendar: calendarVersion,
    policy: reckoning.policy?.id ?? NATIONAL.id,
    text: explain({ clock, reckoning, ledger, derivation }, locale),
  };
}

export function presentLedgerEntry(
  { kind, effectiveOn, recordedAt, seq, ground, by, days, exclusion, dueOn }: LedgerEntry,
  locale: Locale,
) {
  const title = KINDS[kind][locale];
  const recorded = { recordedAt: toIso(recordedAt), seq, ground: timerTitle(ground).event, by };
  return { kind, title, effectiveOn, ...recorded, days, exclusion, dueOn };
}

const KINDS: Readonly<Record<LedgerEntry['kind'], Readonly<Record<Locale, string>>>> = {
  started: { zh: '起算', en: 'started' },
  extended: { zh: '延长', en: 'extended' },
  paused: { zh: '中止计算', en: 'counting stopped' },
  excluded: { zh: '扣除并继续计算', en: 'left out, counting goes on' },
  corrected: { zh: '因节假日安排重新计算', en: 'counted anew for a holiday notice' },
  met: { zh: '按期完成', en: 'done in time' },
  breached: { zh: '超期', en: 'overdue' },
  cancelled: { zh: '不再计算', en: 'fallen away' },
  restored: { zh: '恢复计算', en: 'counted again: what ended it was taken back' },
};
