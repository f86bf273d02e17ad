/** Codes of the contract, each with its Chinese term. The order is the order of the procedure. */

/** The six stages (六个环节). */
export const STAGES = {
  acceptance: '受理',
  routing: '分流',
  handling: '办理',
  reply: '答复',
  followUp: '回访',
  closed: '终结',
} as const;
export type Stage = keyof typeof STAGES;

/** How a petition came in (信访形式), 信访工作条例 Art. 17. */
export const CHANNELS = { letter: '来信', visit: '来访', phone: '来电', online: '网上', fax: '传真' } as const;
export type Channel = keyof typeof CHANNELS;

/** What the petitioner wants (信访目的), 信访工作条例 Art. 29–31. */
export const PURPOSES = {
  appeal: '申诉求决',
  suggestion: '意见建议',
  accusation: '检举控告',
  inquiry: '咨询',
  other: '其他',
} as const;
export type Purpose = keyof typeof PURPOSES;

/** What a person may be in the system. Who sees and does what: libs/runtime/src/access. */
export const ROLES = {
  intake: '登记受理',
  handler: '经办',
  leader: '领导',
  supervisor: '督查',
  'follow-up': '回访',
  monitor: '监督员',
  integrator: '系统对接',
  admin: '系统管理',
} as const;
export type Role = keyof typeof ROLES;

/** Which desk owes the next act: a duty is an office, never a petitioner. */
export const DUTIES = { registrar: '登记单位', unit: '承办单位', followUp: '回访人员' } as const;
export type Duty = keyof typeof DUTIES;

export const ALERT_KINDS = {
  reminder: '到期提醒',
  overdue: '超期',
  escalation: '逐级上报',
  followUpDue: '应回访',
  unroutable: '无人可送',
} as const;
export type AlertKind = keyof typeof ALERT_KINDS;

/** Keys of a code list as the tuple zod wants. */
export function keysOf<T extends Record<string, unknown>>(list: T): [keyof T & string, ...(keyof T & string)[]] {
  return Object.keys(list) as [keyof T & string, ...(keyof T & string)[]];
}

/** A number of an article as laws write it: 34 is 三十四. For 1 to 99. */
export function articleNumber(article: string): string {
  const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
  const number = Number(article);
  const tens = Math.floor(number / 10);
  return (tens === 0 ? '' : `${tens === 1 ? '' : digits[tens]}十`) + (digits[number % 10] ?? '');
}
