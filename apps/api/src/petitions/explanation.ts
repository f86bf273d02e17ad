import { addDays, dateOf, explainDerivation } from '@huiyin/domain';
import type { Period } from '@huiyin/domain';
import type { CaseClock, ClockBasis, ClockFacts, LedgerEntry } from '@huiyin/workflow';
import { articleNumber } from '@huiyin/workflow/contract';
import type { Locale } from '../http/locale.ts';

interface Explained {
  readonly clock: CaseClock;
  /** As the version of the chart tells them that the case stands on. */
  readonly facts: ClockFacts;
  readonly ledger: readonly LedgerEntry[];
}

/** How a clock's date came about, in sentences that a petitioner understands. */
export function explain({ clock, facts, ledger }: Explained, locale: Locale): string[] {
  const days = explainDerivation(facts.derivation, locale);
  return [
    headline(facts, locale),
    ...cap(clock, facts, locale),
    ...(facts.opensOnLastDay ? [...days.slice(0, -1), followUpDay(clock.dueOn, locale)] : days),
    ...setByHand(clock, locale),
    ...extension(clock, facts, locale),
    ...exclusions(clock, facts, locale),
    ...corrections(ledger, locale),
  ];
}

export const FIRST_DAY: Readonly<Record<Locale, string>> = {
  zh: '开始的当日不计入，自下一日开始计算（民法典第二百零一条）',
  en: 'the starting day is not counted; counting begins on the next day (Civil Code Art. 201)',
};

function headline({ title, startsWith, ...basis }: ClockBasis, locale: Locale): string {
  return locale === 'zh'
    ? `${title.zh}，自${startsWith.zh}起算；${groundsZh(basis)}。`
    : `${capital(title.en)}: counted from ${startsWith.en}; ${groundsEn(basis)}.`;
}

type Basis = Pick<ClockBasis, 'article' | 'mark' | 'source'>;

function groundsZh({ article, mark, source }: Basis): string {
  if (article !== null && mark === 'law') return `依据《${source.zh}》第${articleNumber(article)}条`;
  return mark === 'practice' ? '条例未作规定，按实践做法' : '条例未作规定，按本系统规则';
}

function groundsEn({ article, mark, source }: Basis): string {
  if (article !== null && mark === 'law') return `${source.en}, Art. ${article}`;
  return `the Regulations are silent, this is ${mark === 'practice' ? 'common practice' : 'a rule of this system'}`;
}

/** Neither a notice that was given late nor a change of procedure lengthens the handling. */
function cap({ name, slot, startOn, startedAt }: CaseClock, { fromAcceptance }: ClockFacts, locale: Locale): string[] {
  if (!fromAcceptance || startOn === dateOf(startedAt)) return [];
  if (name !== slot) {
    return [
      locale === 'zh'
        ? `程序有变更，仍自受理之日（${startOn}）起算。`
        : `The procedure has changed since: still counted from the acceptance (${startOn}).`,
    ];
  }
  return [
    locale === 'zh'
      ? `受理告知晚于期限，自告知期限的最后一日（${startOn}）起算，不因迟延而顺延。`
      : `The notice was late: counted from the last day for giving it (${startOn}), so that the delay lengthens nothing.`,
  ];
}

function extension({ extensionDays }: CaseClock, { period, extension: limit }: ClockFacts, locale: Locale): string[] {
  if (extensionDays === 0) return [];
  const { amount, unit } = period;
  const { article, source } = limit;
  const ground = source ? { zh: `《${source.zh}》`, en: `${source.en}, ` } : { zh: '条例', en: '' };
  const days = UNITS[unit];
  return [
    locale === 'zh'
      ? `其中${amount}${days.zh}为原期限，经批准延长${extensionDays}日（${ground.zh}第${articleNumber(article ?? '')}条）。`
      : `Of these, ${amount} ${days.en} are the limit itself and ${extensionDays}${unit === 'calendar-day' ? '' : ' days'} an approved extension (${ground.en}Art. ${article}).`,
  ];
}

const UNITS: Readonly<Record<Period['unit'], { readonly zh: string; readonly en: string }>> = {
  hour: { zh: '小时', en: 'hours' },
  'calendar-day': { zh: '日', en: 'days' },
  workday: { zh: '个工作日', en: 'working days' },
  month: { zh: '个月', en: 'months' },
};

/** A day that a person has set: 交办, 协办, and an opinion that says by when it is carried out. */
function setByHand({ ownDays, dueOn }: CaseClock, locale: Locale): string[] {
  if (ownDays === null) return [];
  return [
    locale === 'zh'
      ? `期限不按天数计算，由指定的日期${dueOn}确定。`
      : `The limit is not a number of days: the day ${dueOn} was set for this case.`,
  ];
}

/** Time of a hearing at the recheck, the only one that is not counted. */
function exclusions({ pausedOn }: CaseClock, { period, excluded }: ClockFacts, locale: Locale): string[] {
  const left = UNITS[period.unit === 'month' ? 'calendar-day' : period.unit];
  const each = excluded.map(({ from, to, length }) => {
    return locale === 'zh'
      ? `${from}至${to}为听证时间，${length}${left.zh}不计入期限（条例第三十六条）。`
      : `From ${from} to ${to} a hearing was held: ${length} ${left.en} are not counted (Art. 36).`;
  });
  if (pausedOn === null) return each;
  const still =
    locale === 'zh'
      ? `自${pausedOn}起正在听证，听证结束前不计入期限。`
      : `Since ${pausedOn} a hearing is held: no day is counted until it ends.`;
  return [...each, still];
}

/** A date that was told before and is another one since. */
function corrections(ledger: readonly LedgerEntry[], locale: Locale): string[] {
  return ledger.flatMap(({ kind, recordedAt, dueOn }, index) => {
    const before = ledger[index - 1];
    if (kind !== 'corrected' || !before) return [];
    const on = dateOf(recordedAt);
    return locale === 'zh'
      ? `${on}按新的节假日安排重新计算：最后一日由${before.dueOn}改为${dueOn}。`
      : `On ${on} it was counted anew by a new holiday notice: the last day was ${before.dueOn} and became ${dueOn}.`;
  });
}

function followUpDay(dueOn: string, locale: Locale): string {
  return locale === 'zh'
    ? `回访日为${dueOn}，自当日零时起可以回访，${addDays(dueOn, 1)}起计算完成期限。`
    : `The follow-up may be made from ${dueOn} on; the time to record it is counted from the day after.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
