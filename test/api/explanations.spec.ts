// What a petitioner reads of a date: for every rule, in both languages, nationally and in a province with rules of its own.
import { addDays, dayKind, daysBetween, startOfDay, STATUTORY_CALENDAR } from '@huiyin/domain';
import type { CaseClock, PetitionContext, RuleName } from '@huiyin/workflow';
import fc from 'fast-check';
import { explainClock } from '../../apps/api/src/petitions/clock.presenter.ts';
import { clockIn, extendClock, startClock } from '../../libs/workflow/src/petition/clock.ts';
import { ruleOf } from '../../libs/workflow/src/petition/policy.ts';
import type { Reckoning } from '../../libs/workflow/src/petition/policy.ts';
import { NATIONAL, RULES } from '../../libs/workflow/src/petition/rules.ts';
import { paths, petition } from '../support/a-case.ts';
import { PROVINCE } from '../support/policies.ts';

const TEN_MS = 36_000_000;
const national: Reckoning = { calendar: STATUTORY_CALENDAR };
const provincial: Reckoning = { ...national, policy: PROVINCE };

function begun(rule: RuleName, on: string, reckoning = national): CaseClock {
  const now = startOfDay(on) + TEN_MS;
  return clockIn(startClock([], { slot: 'handling', rule, now }, reckoning), 'handling');
}

/** A case that is counted so. */
function caseOf({ calendar: { version: calendar }, policy }: Reckoning): PetitionContext {
  return { ...paths.accepted().context, calendar, ...(policy && { policy }) };
}
const cases = new Map([national, provincial].map((reckoning) => [reckoning, caseOf(reckoning)]));

function read(clock: CaseClock, locale: 'zh' | 'en', reckoning = national) {
  const context = cases.get(reckoning) as PetitionContext;
  return explainClock({ clock, chart: petition, context, ledger: [] }, clock.startedAt, locale);
}

/** Every day a sentence speaks of, with those that a span covers; Chinese dates within the year of the start. */
function daysNamed(text: readonly string[], year: string): string[] {
  const date = (month: string, day: string) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return text.flatMap((sentence) =>
    [...sentence.matchAll(/(\d+)月(\d+)日(?:至(?:(\d+)月)?(\d+)日)?/g)].flatMap(
      ([, month = '', day = '', till, to]) => {
        const from = date(month, day);
        const last = to === undefined ? from : date(till ?? month, to);
        return Array.from({ length: daysBetween(from, last) + 1 }, (_, n) => addDays(from, n));
      },
    ),
  );
}

describe('the worked dates of the law, as a petitioner reads them', () => {
  it.each<[string, RuleName, string]>([
    ['2026-02-10', 'objection', '2026-02-24'],
    ['2026-02-13', 'noticeSimple', '2026-02-25'],
    ['2026-02-13', 'handlingSimple', '2026-03-05'],
    ['2026-02-27', 'transferSimple', '2026-02-28'],
    ['2026-04-30', 'noticeSimple', '2026-05-08'],
    ['2026-09-18', 'handlingSimple', '2026-10-09'],
    ['2026-02-10', 'notice', '2026-02-25'],
    ['2026-02-05', 'notice', '2026-02-20'],
    ['2026-04-20', 'notice', '2026-05-05'],
    ['2026-09-01', 'reviewWindow', '2026-10-08'],
    ['2026-07-20', 'handling', '2026-09-18'],
  ])('from %s, %s: until %s', (on, rule, dueOn) => {
    const clock = begun(rule, on);
    const { text, days, dueOn: shown } = read(clock, 'zh');
    expect(shown).toBe(dueOn);
    const [, month, day] = dueOn.split('-').map(Number);
    expect(text.at(-1)).toContain(`截止时间为2026年${month}月${day}日`);
    // Each day between that is not what its place in the week suggests is given with its reason, skipped or made up.
    const between = Array.from({ length: daysBetween(on, dueOn) }, (_, n) => addDays(on, n + 1));
    const counts = RULES[rule].period.unit === 'workday';
    const odd = between.filter((each) => dayKind(each, STATUTORY_CALENDAR).kind !== 'weekday');
    const expected = counts ? odd : odd.filter((each) => days.some((passed) => passed.on === each));
    expect(days.map((passed) => passed.on).filter((each) => each <= dueOn)).toEqual(expected);
    expect(daysNamed(text, '2026')).toEqual(expect.arrayContaining(expected));
  });

  it('an extension is told apart from the limit itself', () => {
    const [clock] = extendClock([begun('handling', '2026-07-20')], 'handling', 30, national) as [CaseClock];
    expect(read(clock, 'zh').dueOn).toBe('2026-10-18');
    expect(read(clock, 'zh').text.join('')).toContain('其中60日为原期限，经批准延长30日（条例第三十四条）');
    expect(read(clock, 'en').text.join(' ')).toContain(
      '60 days are the limit itself and 30 an approved extension (Art. 34)',
    );
  });
});

describe.each([
  ['nationally', national],
  ['in a province with rules of its own', provincial],
])('%s', (_, reckoning) => {
  it.each(Object.keys(RULES) as RuleName[])('%s says what it is, on what ground, from when and until when', (rule) => {
    const day = fc.integer({ min: 0, max: 690 }).map((n) => addDays('2025-01-01', n));
    fc.assert(
      fc.property(day, (on) => {
        const clock = begun(rule, on, reckoning);
        const { title, article, mark, source = NATIONAL.source, startsWith } = ruleOf(rule, reckoning);
        const [zh, en] = [read(clock, 'zh', reckoning), read(clock, 'en', reckoning)];
        expect(zh.text[0]).toContain(`${title.zh}，自${startsWith.zh}起算`);
        expect(en.text[0]?.toLowerCase()).toContain(`${title.en}: counted from ${startsWith.en}`.toLowerCase());
        if (article === null || mark !== 'law') {
          expect(zh.text[0]).toMatch(mark === 'practice' ? /实践做法/ : /本系统规则/);
        } else {
          expect(zh.text[0]).toMatch(new RegExp(`依据《${source.zh}》第[一二三四五六七八九十]+条`));
          expect(en.text[0]).toContain(`${source.en}, Art. ${article}`);
        }
        expect(zh.clock.source).toBe(article === null ? null : source.zh);
        expect(zh.text.join('')).toContain('当日不计入');
        const [year, month, date] = clock.dueOn.split('-').map(Number);
        expect(zh.text.join('')).toContain(rule === 'followUp' ? clock.dueOn : `${year}年${month}月${date}日`);
        expect(zh.policy).toBe(reckoning.policy?.id ?? NATIONAL.id);
      }),
      { numRuns: 40 },
    );
  });
});

it('says of a province’s extension on what ground it is', () => {
  const [clock] = extendClock([begun('handling', '2026-03-03', provincial)], 'handling', 60, provincial) as [CaseClock];
  const { text, dueOn } = read(clock, 'zh', provincial);
  expect(dueOn).toBe('2026-06-01');
  expect(text.join('')).toContain('其中30日为原期限，经批准延长60日（《示例省信访条例》第二十三条）');
});
