import { addDays, dateOf, daysBetween, explainDerivation } from '@huiyin/domain';
import type { Derivation } from '@huiyin/domain';
import { RULES } from '@huiyin/workflow';
import type { CaseClock, Rule } from '@huiyin/workflow';
import { articleNumber } from '@huiyin/workflow/contract';
import type { Locale } from '../http/locale.ts';

/** How a clock's date came about, in sentences that a petitioner understands. */
export function explain(clock: CaseClock, derivation: Derivation, locale: Locale): string[] {
  const rule: Rule = RULES[clock.rule];
  const days = explainDerivation(derivation, locale);
  return [
    headline(rule, locale),
    ...cap(clock, locale),
    // The day of the follow-up is a day to begin on, not one to end by.
    ...(clock.rule === 'followUp' ? [...days.slice(0, -1), followUpDay(clock.dueOn, locale)] : days),
    ...setByHand(clock, locale),
    ...extension(clock, rule.period.amount, locale),
    ...exclusions(clock, locale),
  ];
}

export const FIRST_DAY: Readonly<Record<Locale, string>> = {
  zh: '开始的当日不计入，自下一日开始计算（民法典第二百零一条）',
  en: 'the starting day is not counted; counting begins on the next day (Civil Code Art. 201)',
};

function headline({ title, startsWith, article, mark }: Rule, locale: Locale): string {
  return locale === 'zh'
    ? `${title.zh}，自${startsWith.zh}起算；${groundsZh(article, mark)}。`
    : `${capital(title.en)}: counted from ${startsWith.en}; ${groundsEn(article, mark)}.`;
}

function groundsZh(article: string | null, mark: Rule['mark']): string {
  if (article !== null) return `依据《信访工作条例》第${articleNumber(article)}条`;
  return mark === 'practice' ? '条例未作规定，按实践做法' : '条例未作规定，按本系统规则';
}

function groundsEn(article: string | null, mark: Rule['mark']): string {
  if (article !== null) return `Regulations on Petition Work, Art. ${article}`;
  return `the Regulations are silent, this is ${mark === 'practice' ? 'common practice' : 'a rule of this system'}`;
}

/** Periods that count from the acceptance, whenever they came to be counted. */
const FROM_ACCEPTANCE: readonly string[] = ['handling', 'handlingSimple', 'otherMatter', 'duty'];

/** Neither a notice that was given late nor a change of procedure lengthens the handling. */
function cap({ rule, name, slot, startOn, startedAt }: CaseClock, locale: Locale): string[] {
  if (!FROM_ACCEPTANCE.includes(rule) || startOn === dateOf(startedAt)) return [];
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

function extension({ extensionDays }: CaseClock, amount: number, locale: Locale): string[] {
  if (extensionDays === 0) return [];
  return [
    locale === 'zh'
      ? `其中${amount}日为原期限，经批准延长${extensionDays}日（条例第三十四条）。`
      : `Of these, ${amount} days are the limit itself and ${extensionDays} an approved extension (Art. 34).`,
  ];
}

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
function exclusions({ exclusions: left, pausedOn }: CaseClock, locale: Locale): string[] {
  const each = left.map(({ from, to }) =>
    locale === 'zh'
      ? `${from}至${to}为听证时间，${daysBetween(from, to)}日不计入期限（条例第三十六条）。`
      : `From ${from} to ${to} a hearing was held: ${daysBetween(from, to)} days are not counted (Art. 36).`,
  );
  if (pausedOn === null) return each;
  const still =
    locale === 'zh'
      ? `自${pausedOn}起正在听证，听证结束前不计入期限。`
      : `Since ${pausedOn} a hearing is held: no day is counted until it ends.`;
  return [...each, still];
}

function followUpDay(dueOn: string, locale: Locale): string {
  return locale === 'zh'
    ? `回访日为${dueOn}，自当日零时起可以回访，${addDays(dueOn, 1)}起计算完成期限。`
    : `The follow-up may be made from ${dueOn} on; the time to record it is counted from the day after.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
