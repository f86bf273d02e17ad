import { toIso } from '@huiyin/domain';
import type { Instant } from '@huiyin/domain';
import type { CaseClock, LedgerEntry, PetitionChart } from '@huiyin/workflow';
import type { Locale } from '../http/locale.ts';
import { explain, FIRST_DAY } from './explanation.ts';
import { presentClock } from './petition.presenter.ts';
import type { Known } from './petition.presenter.ts';

interface Explained extends Known {
  readonly clock: CaseClock;
  /** The clock's own. */
  readonly ledger: readonly LedgerEntry[];
}

/** How the date came about, as data and in sentences. */
export function explainClock({ clock, chart, context, ledger }: Explained, now: Instant, locale: Locale) {
  const facts = chart.clocks.facts(clock, context);
  const { derivation, startsWith, period, countedBy } = facts;
  const { passed, firstDayOn, unrolledDueOn, rolled, dueOn, calendarVersion } = derivation;
  return {
    clock: presentClock(clock, { chart, context }, now, locale),
    startEvent: startsWith[locale],
    rule: period,
    firstDay: FIRST_DAY[locale],
    firstDayOn,
    days: passed.map(({ on, kind, name, counted }) => ({ on, kind, name: name ?? null, counted })),
    extensionDays: clock.extensionDays,
    exclusions: [...clock.exclusions],
    unrolledDueOn,
    rolled,
    dueOn,
    calendar: calendarVersion,
    policy: countedBy,
    text: explain({ clock, facts, ledger }, locale),
  };
}

export function presentLedgerEntry(
  { kind, effectiveOn, recordedAt, seq, ground, by, days, exclusion, dueOn }: LedgerEntry,
  { words }: PetitionChart,
  locale: Locale,
) {
  const title = KINDS[kind][locale];
  const recorded = { recordedAt: toIso(recordedAt), seq, ground: words.timer(ground).event, by };
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
