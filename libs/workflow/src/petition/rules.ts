import type { Period } from '@huiyin/domain';

/** Where a number comes from: the statute, the practice of the offices, or our own choice where both are silent. */
export type Mark = 'law' | 'practice' | 'ours';

/** One period of the procedure, written once. Articles are those of 《信访工作条例》 (2022). */
export interface Rule {
  readonly title: { readonly zh: string; readonly en: string };
  readonly period: Period;
  readonly article: string | null;
  readonly mark: Mark;
  /** What starts the period, in words for the petitioner. */
  readonly startsWith: { readonly zh: string; readonly en: string };
}

const days = (amount: number): Period => ({ amount, unit: 'calendar-day', roll: 'none' });
const workdays = (amount: number): Period => ({ amount, unit: 'workday', roll: 'none' });
/** A petitioner's window ends on a working day; an organ's duty does not wait for one (docs/decisions/0003). */
const window = (amount: number): Period => ({ amount, unit: 'calendar-day', roll: 'next-workday' });

const received = { zh: '收到信访事项', en: 'receipt of the petition' };
const transferred = { zh: '收到转送、交办', en: 'receipt of the transfer' };
const served = { zh: '答复送达', en: 'service of the reply' };

export const RULES = {
  transfer: {
    title: { zh: '登记转送期限', en: 'register and transfer' },
    period: days(15),
    article: '22',
    mark: 'law',
    startsWith: received,
  },
  retransfer: {
    title: { zh: '重新转送期限', en: 'transfer again after an upheld objection' },
    period: workdays(5),
    article: null,
    mark: 'ours',
    startsWith: { zh: '同意退回', en: 'the objection being upheld' },
  },
  objection: {
    title: { zh: '异议期限', en: 'window for an objection' },
    period: workdays(5),
    article: '23',
    mark: 'law',
    startsWith: transferred,
  },
  objectionDecision: {
    title: { zh: '核实异议期限', en: 'decide an objection' },
    period: workdays(5),
    article: null,
    mark: 'ours',
    startsWith: { zh: '提出异议', en: 'the objection' },
  },
  notice: {
    title: { zh: '受理告知期限', en: 'notice to the petitioner' },
    period: days(15),
    article: '23',
    mark: 'law',
    startsWith: transferred,
  },
  handling: {
    title: { zh: '办理期限', en: 'handling' },
    period: days(60),
    article: '34',
    mark: 'law',
    startsWith: { zh: '受理告知', en: 'the notice of acceptance' },
  },
  otherMatter: {
    title: { zh: '办理期限（建议、检举、咨询等）', en: 'handling of a matter that is no appeal' },
    period: days(60),
    article: null,
    mark: 'ours',
    startsWith: { zh: '受理告知', en: 'the notice of acceptance' },
  },
  rework: {
    title: { zh: '二次办理期限', en: 'handling again' },
    period: days(30),
    article: null,
    mark: 'ours',
    startsWith: { zh: '回访反映未解决', en: 'the follow-up finding it not solved' },
  },
  service: {
    title: { zh: '送达期限', en: 'service of the reply' },
    period: workdays(5),
    article: null,
    mark: 'ours',
    startsWith: { zh: '意见签批', en: 'approval of the opinion' },
  },
  followUp: {
    title: { zh: '回访日', en: 'day of the follow-up' },
    period: days(15),
    article: null,
    mark: 'practice',
    startsWith: served,
  },
  visit: {
    title: { zh: '完成回访期限', en: 'follow-up to be recorded' },
    period: workdays(5),
    article: null,
    mark: 'ours',
    startsWith: { zh: '回访日到', en: 'the day of the follow-up' },
  },
  reviewWindow: {
    title: { zh: '申请复查期限', en: 'window to ask for a review' },
    period: window(30),
    article: '35',
    mark: 'law',
    startsWith: served,
  },
} as const satisfies Record<string, Rule>;
export type RuleName = keyof typeof RULES;

/** Most days an extension may add, once (信访工作条例 Art. 34). @unit calendar days */
export const EXTENSION_LIMIT_DAYS = 30;
/** Follow-up attempts before a petitioner counts as unreachable. Ours. */
export const FOLLOW_UP_ATTEMPTS = 3;

/**
 * The steps of a deadline's ladder, in order: reminders before it, overdue at it, then three levels up (ours),
 * the last of them again and again until somebody acts. `daysBefore` and `daysAfter` count calendar days from the due day.
 */
export const RUNGS = [
  { state: 'within10', delay: 'REMIND_10', kind: 'reminder', level: 0, daysBefore: 10 },
  { state: 'within3', delay: 'REMIND_3', kind: 'reminder', level: 0, daysBefore: 3 },
  { state: 'within1', delay: 'REMIND_1', kind: 'reminder', level: 0, daysBefore: 1 },
  { state: 'overdue', delay: 'DUE', kind: 'overdue', level: 0, daysAfter: 0 },
  { state: 'escalated1', delay: 'ESCALATE_1', kind: 'escalation', level: 1, daysAfter: 1 },
  { state: 'escalated2', delay: 'ESCALATE_2', kind: 'escalation', level: 2, daysAfter: 3 },
  { state: 'escalated3', delay: 'ESCALATE_3', kind: 'escalation', level: 3, daysAfter: 7 },
] as const;
export type Rung = (typeof RUNGS)[number];

/** @unit calendar days between two alerts of the highest level */
export const REPEAT_DAYS = 7;
