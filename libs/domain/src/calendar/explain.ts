import { en } from './explanation/en.ts';
import { groupDays, type Words } from './explanation/words.ts';
import { zh } from './explanation/zh.ts';
import type { Derivation } from './period.ts';

/** The languages a due date can be explained in. */
export type ExplanationLocale = 'zh' | 'en';

const WORDS: Readonly<Record<ExplanationLocale, Words>> = { zh, en };

/**
 * The derivation in sentences that need no law degree: where counting begins, how days count, which were skipped or
 * worked in exchange, whether the end moved, when it is, and what is not yet certain.
 */
export function explainDerivation(derivation: Derivation, locale: ExplanationLocale): string[] {
  const words = WORDS[locale];
  const { period, passed, rolled, nextWorkdayOn, provisionalYears } = derivation;
  const groups = groupDays(passed);
  // Only the counting of workdays skips days; under any other unit the days that do not count are those rolled over.
  const over = period.unit === 'workday' ? [] : groups.filter(({ counted }) => !counted);
  return [
    words.start(derivation),
    words.rule(period),
    ...(rolled ? [words.rolled(derivation, over)] : []),
    ...groups.filter((group) => !over.includes(group)).map((group) => words.days(group, derivation)),
    ...(nextWorkdayOn === undefined ? [] : [words.notRolled(derivation, nextWorkdayOn)]),
    words.due(derivation),
    ...(provisionalYears.length > 0 ? [words.provisional(provisionalYears)] : []),
  ];
}
