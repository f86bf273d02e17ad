import { derive } from './derive.ts';
import { explainDerivation } from './explain.ts';
import type { Period } from './period.ts';
import { STATUTORY_CALENDAR as calendar } from './statutory.ts';

const provisional = { onMissingYear: 'provisional' } as const;
const explain = (locale: 'zh' | 'en', period: Period, start: string | number) =>
  explainDerivation(derive(period, start, calendar, provisional), locale);

const objection: Period = { amount: 5, unit: 'workday', roll: 'none' };
const notice: Period = { amount: 15, unit: 'calendar-day', roll: 'none' };
const reviewWindow: Period = { amount: 30, unit: 'calendar-day', roll: 'next-workday' };

describe('explainDerivation in Chinese', () => {
  it('tells skipped and worked days, one sentence for each reason', () => {
    expect(explain('zh', objection, '2026-02-10')).toEqual([
      '期限从2026年2月10日起，当日不计入，自2月11日开始计算（民法典第二百零一条）。',
      '期限为5个工作日，休息日不计。',
      '2月14日为春节调休上班日，按工作日计算。',
      '2月15日至23日春节放假，不计。',
      '截止时间为2026年2月24日（星期二）24时（北京时间）。',
    ]);
  });

  it('gathers the weekends, and says the year where it changes', () => {
    expect(explain('zh', { ...objection, amount: 12 }, '2025-12-18')).toEqual([
      '期限从2025年12月18日起，当日不计入，自12月19日开始计算（民法典第二百零一条）。',
      '期限为12个工作日，休息日不计。',
      '12月20日至21日、12月27日至28日为周末，不计。',
      '2026年1月1日至3日元旦放假，不计。',
      '2026年1月4日为元旦调休上班日，按工作日计算。',
      '截止时间为2026年1月6日（星期二）24时（北京时间）。',
    ]);
  });

  it('tells a roll by its article', () => {
    expect(explain('zh', reviewWindow, '2026-09-01').slice(1)).toEqual([
      '期限为30日，休息日也计入。',
      '最后一日10月1日是休息日（10月1日至7日国庆节放假），以休息日结束的次日10月8日为最后一日（民法典第二百零三条）。',
      '截止时间为2026年10月8日（星期四）24时（北京时间）。',
    ]);
  });

  it('tells why a rest ends on a Sunday', () => {
    expect(explain('zh', reviewWindow, '2025-12-04').slice(2, 4)).toEqual([
      '最后一日2026年1月3日是休息日（2026年1月3日元旦放假），以休息日结束的次日2026年1月4日为最后一日（民法典第二百零三条）。',
      '2026年1月4日为元旦调休上班日，按工作日计算。',
    ]);
  });

  it('gives a strict period its rolled date as information', () => {
    expect(explain('zh', notice, '2026-04-20').slice(2)).toEqual([
      '最后一日5月5日是休息日，但本期限不因此顺延；若顺延，则为5月6日，仅供参考。',
      '截止时间为2026年5月5日（星期二）24时（北京时间）。',
    ]);
  });

  it('tells months and hours', () => {
    expect(explain('zh', { amount: 1, unit: 'month', roll: 'none' }, '2026-03-31')[1]).toBe(
      '期限为1个月，到期月的对应日为最后一日；没有对应日的，月末日为最后一日（民法典第二百零二条）。',
    );
    expect(explain('zh', { amount: 24, unit: 'hour', roll: 'none' }, Date.parse('2026-02-09T02:30:00Z'))).toEqual([
      '期限从2026年2月9日10:30起，按小时计算（民法典第二百零一条）。',
      '期限为24小时，夜间和休息日也计入。',
      '截止时间为2026年2月10日（星期二）10:30（北京时间）。',
    ]);
  });

  it('warns of what is assumed', () => {
    expect(explain('zh', objection, '2026-12-29').at(-1)).toBe(
      '2027年的放假安排尚未发布或尚未录入，暂按周末和法律规定了固定日期的节日推算；安排确定后，截止时间可能变动。',
    );
  });
});

describe('explainDerivation in English', () => {
  it('tells skipped and worked days', () => {
    expect(explain('en', objection, '2025-09-26')).toEqual([
      'The period runs from 26 September 2025. That day is not counted; counting begins on 27 September (Civil Code, Art. 201).',
      'It lasts 5 workdays; rest days are not counted.',
      'Not counted: weekend, 27 September.',
      'Worked in exchange for National Day and Mid-Autumn Festival and counted as workdays: 28 September.',
      'Not counted: National Day and Mid-Autumn Festival, 1 October to 8 October.',
      'The period ends on Friday, 10 October 2025, 24:00 Beijing time.',
    ]);
  });

  it('tells a roll, and a strict end', () => {
    expect(explain('en', reviewWindow, '2026-09-01')[2]).toBe(
      'The last day, 1 October, is a rest day (National Day, 1 October to 7 October), ' +
        'so the first day after the rest, 8 October, becomes the last day (Civil Code, Art. 203).',
    );
    expect(explain('en', notice, '2026-04-20')[2]).toBe(
      'The last day, 5 May, is a rest day, but this period is not moved for that reason. ' +
        'For information: if it were, it would end on 6 May.',
    );
  });

  it('tells months and hours, and one of each', () => {
    expect(explain('en', { amount: 1, unit: 'month', roll: 'none' }, '2026-03-31')[1]).toContain(
      'It lasts 1 month and',
    );
    expect(explain('en', { amount: 2, unit: 'hour', roll: 'none' }, Date.parse('2026-02-09T02:30:00Z'))).toEqual([
      'The period runs from 10:30 on 9 February 2026, in hours (Civil Code, Art. 201).',
      'It lasts 2 hours; nights and rest days are included.',
      'The period ends on Monday, 9 February 2026, 12:30 Beijing time.',
    ]);
  });

  it('warns of what is assumed', () => {
    expect(explain('en', { ...objection, amount: 300 }, '2026-12-01').at(-1)).toContain(
      'of 2027 and 2028 are not yet known',
    );
  });
});
