/** Lengths of time and sources of law, in words. */
import type { Period } from '@huiyin/domain';
import type { Mark, RuleName, Words } from '@huiyin/workflow';

/** A period as far as it has a length. */
export type Length = Pick<Period, 'amount' | 'unit'>;

/** What a step, a state or a period rests on; an article if and only if it is law. */
export interface Basis {
  /** Of 《信访工作条例》 (2022). */
  readonly article: string | null;
  readonly mark: Mark;
}

const UNITS: Readonly<Record<Period['unit'], { zh: string; one: string; many: string }>> = {
  hour: { zh: '小时', one: 'hour', many: 'hours' },
  'calendar-day': { zh: '日', one: 'day', many: 'days' },
  workday: { zh: '个工作日', one: 'working day', many: 'working days' },
  month: { zh: '个月', one: 'month', many: 'months' },
};

/** 5 个工作日, 5 working days. */
export function lengthOf({ amount, unit }: Length): Words {
  const { zh, one, many } = UNITS[unit];
  return { zh: `${amount} ${zh}`, en: `${amount} ${amount === 1 ? one : many}` };
}

export const MARKS: Readonly<Record<Mark, Words>> = {
  law: { zh: '法定', en: 'law' },
  practice: { zh: '惯例', en: 'practice' },
  ours: { zh: '自定', en: 'ours' },
};

/** The article, or else that there is none. */
export function sourceOf({ article, mark }: Basis): Words {
  return article === null ? MARKS[mark] : { zh: `第${article}条`, en: `Art. ${article}` };
}

/** Both languages side by side. */
export const inBoth = ({ zh, en }: Words): string => `${zh} ${en}`;

/** For the picture, where the full title of a period is too long. */
export const SHORT_TITLES: Readonly<Partial<Record<RuleName, Words>>> = {
  transferSimple: { zh: '登记转送（简易办理）', en: 'transfer, simplified' },
  retransfer: { zh: '重新转送期限', en: 'transfer again' },
  arbitration: { zh: '裁定承办单位期限', en: 'arbitration from above' },
  noticeSimple: { zh: '受理告知（简易办理）', en: 'notice, simplified' },
  takeUp: { zh: '接收期限（不需告知）', en: 'taking up, nobody to be told' },
  otherMatter: { zh: '办理期限（非求决类）', en: 'no appeal' },
  report: { zh: '交办反馈期限', en: 'report back' },
  execution: { zh: '落实意见期限', en: 'carrying out' },
};
