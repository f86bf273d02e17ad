import type { Period } from '@huiyin/domain';

/** Where a number comes from: the statute, the practice of the offices, or our own choice where both are silent. */
export type Mark = 'law' | 'practice' | 'ours';

/** The law that everything below is written from; what changes it is laid over it (policy.ts). */
export const NATIONAL = {
  id: 'cn-2022',
  source: { zh: '信访工作条例', en: 'Regulations on Petition Work' },
  validFrom: '2022-05-01',
} as const;

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
const months = (amount: number): Period => ({ amount, unit: 'month', roll: 'none' });
/** A petitioner's window ends on a working day; an organ's duty does not wait for one (docs/decisions/0003). */
const window = (amount: number): Period => ({ amount, unit: 'calendar-day', roll: 'next-workday' });

const received = { zh: '收到信访事项', en: 'receipt of the petition' };
const transferred = { zh: '收到转送、交办', en: 'receipt of the transfer' };
/** The day of acceptance: what counts from it does so whenever it comes to be counted. */
export const ACCEPTANCE = { zh: '受理告知', en: 'the notice of acceptance' };
const served = { zh: '答复送达', en: 'service of the reply' };

export const RULES = {
  transfer: {
    title: { zh: '登记转送期限', en: 'register and transfer' },
    period: days(15),
    article: '22',
    mark: 'law',
    startsWith: received,
  },
  transferSimple: {
    title: { zh: '登记转送期限（简易办理）', en: 'register and transfer, simplified' },
    period: workdays(1),
    article: null,
    mark: 'practice',
    startsWith: { zh: '决定简易办理', en: 'the decision for the simplified procedure' },
  },
  retransfer: {
    title: { zh: '重新转送期限', en: 'transfer again' },
    period: workdays(5),
    article: null,
    mark: 'ours',
    startsWith: {
      zh: '退回、恢复办理、撤销并案或者决定重办',
      en: 'the return, the reopening, the undoing of a merge or the order to handle it again',
    },
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
  arbitration: {
    title: { zh: '裁定承办单位期限', en: 'arbitration by the common superior' },
    period: workdays(5),
    article: null,
    mark: 'ours',
    startsWith: { zh: '第二次退回', en: 'the second return' },
  },
  notice: {
    title: { zh: '受理告知期限', en: 'notice to the petitioner' },
    period: days(15),
    article: '23',
    mark: 'law',
    startsWith: transferred,
  },
  noticeSimple: {
    title: { zh: '受理告知期限（简易办理）', en: 'notice to the petitioner, simplified' },
    period: workdays(3),
    article: null,
    mark: 'practice',
    startsWith: transferred,
  },
  takeUp: {
    title: { zh: '接收期限（姓名、住址不清，不需告知）', en: 'taking up a matter whose petitioner cannot be told' },
    period: days(15),
    article: null,
    mark: 'ours',
    startsWith: transferred,
  },
  merged: {
    title: { zh: '并案答复期限', en: 'reply to a merged petition' },
    period: days(60),
    article: null,
    mark: 'ours',
    startsWith: { zh: '并案', en: 'the merge' },
  },
  handling: {
    title: { zh: '办理期限', en: 'handling' },
    period: days(60),
    article: '34',
    mark: 'law',
    startsWith: ACCEPTANCE,
  },
  handlingSimple: {
    title: { zh: '办理期限（简易办理）', en: 'handling, simplified' },
    period: workdays(10),
    article: null,
    mark: 'practice',
    startsWith: ACCEPTANCE,
  },
  duty: {
    title: { zh: '履行职责期限', en: 'a legal duty, or own procedure' },
    period: months(2),
    article: null,
    mark: 'ours',
    startsWith: ACCEPTANCE,
  },
  otherMatter: {
    title: { zh: '办理期限（建议、检举、咨询等）', en: 'handling of a matter that is no appeal' },
    period: days(60),
    article: null,
    mark: 'ours',
    startsWith: ACCEPTANCE,
  },
  rework: {
    title: { zh: '二次办理期限', en: 'handling again' },
    period: days(30),
    article: null,
    mark: 'ours',
    startsWith: { zh: '决定二次办理', en: 'the decision to handle it again' },
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
  review: {
    title: { zh: '复查期限', en: 'review' },
    period: days(30),
    article: '35',
    mark: 'law',
    startsWith: { zh: '收到复查请求', en: 'receipt of the request' },
  },
  recheckWindow: {
    title: { zh: '申请复核期限', en: 'window to ask for a recheck' },
    period: window(30),
    article: '36',
    mark: 'law',
    startsWith: { zh: '复查意见送达', en: 'service of the review' },
  },
  recheck: {
    title: { zh: '复核期限', en: 'recheck' },
    period: days(30),
    article: '36',
    mark: 'law',
    startsWith: { zh: '收到复核请求', en: 'receipt of the request' },
  },
  hearing: {
    title: { zh: '复核听证期限', en: 'hearing at the recheck' },
    period: days(30),
    article: null,
    mark: 'ours',
    startsWith: { zh: '决定听证', en: 'the hearing being opened' },
  },
  report: {
    title: { zh: '交办反馈期限', en: 'report back to whoever assigned it' },
    // Art. 22 lets the sender set the day; it names no number for one who sets none.
    period: days(60),
    article: null,
    mark: 'ours',
    startsWith: { zh: '收到交办', en: 'receipt of the assignment' },
  },
  parts: {
    title: { zh: '协办期限', en: 'parts of the co-handlers' },
    period: days(20),
    article: null,
    mark: 'ours',
    startsWith: { zh: '增加协办单位', en: 'the co-handler being added' },
  },
  execution: {
    title: { zh: '落实意见期限', en: 'carrying out a supporting opinion' },
    period: days(60),
    article: null,
    mark: 'ours',
    startsWith: served,
  },
  supervision: {
    title: { zh: '督办反馈期限', en: 'answer to a supervision' },
    period: days(15),
    article: null,
    mark: 'ours',
    startsWith: { zh: '督办', en: 'the supervision' },
  },
  recommendation: {
    title: { zh: '建议反馈期限', en: 'answer to a recommendation' },
    period: days(30),
    article: null,
    mark: 'ours',
    startsWith: { zh: '提出建议', en: 'the recommendation' },
  },
} as const satisfies Record<string, Rule>;
export type RuleName = keyof typeof RULES;

/** A number of the procedure that is no period. */
export interface Limit {
  readonly amount: number;
  readonly article: string | null;
  readonly mark: Mark;
}

export const LIMITS = {
  /** Most days an extension may add, once (Art. 34). @unit calendar days */
  extension: { amount: 30, article: '34', mark: 'law' },
  /** Returns after which the common superior decides; Art. 24 says who, not when. */
  returns: { amount: 2, article: null, mark: 'ours' },
  /** From so many persons on a petition counts as collective (集体访). @unit persons */
  collective: { amount: 5, article: null, mark: 'practice' },
  /** Follow-up attempts before a petitioner counts as unreachable. */
  followUpAttempts: { amount: 3, article: null, mark: 'ours' },
} as const satisfies Record<string, Limit>;
export type LimitName = keyof typeof LIMITS;

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
