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

/** How much procedure a matter needs: 信访工作条例 Art. 31(6); 信访事项简易办理办法 Art. 4; Art. 23 ¶2 (on the spot). */
export const PROCEDURES = { ordinary: '普通程序', simple: '简易办理', immediate: '当场答复' } as const;
export type Procedure = keyof typeof PROCEDURES;

/**
 * The ways other than the petition procedure itself (信访工作条例 Art. 30, 31(1)–(5)), each with what the hand-over card
 * says about its own limits. `own`: the handling unit itself acts, so the matter stays with it.
 */
export const TRACKS = {
  discipline: {
    zh: '纪检监察',
    en: 'discipline inspection',
    article: '30',
    own: true,
    limits: '按纪检监察机关规定的程序办理',
  },
  litigation: {
    zh: '诉讼等政法途径',
    en: 'litigation',
    article: '31',
    own: false,
    limits: '行政诉讼：知道之日起 6 个月内；不服复议决定的 15 日内（行政诉讼法第四十五条、第四十六条）',
  },
  arbitration: {
    zh: '仲裁',
    en: 'arbitration',
    article: '31',
    own: false,
    limits: '劳动争议：1 年内申请，45 日内裁决，可延长 15 日（劳动争议调解仲裁法第二十七条、第四十三条）',
  },
  'party-complaint': {
    zh: '党员申诉、申请复审',
    en: 'complaint of a Party member',
    article: '31',
    own: false,
    limits: '按党内有关规定办理',
  },
  'administrative-review': {
    zh: '行政复议',
    en: 'administrative reconsideration',
    article: '31',
    own: false,
    limits: '60 日内申请，60 日内决定，可延长 30 日（行政复议法第二十条、第六十二条）',
  },
  'administrative-ruling': {
    zh: '行政裁决等行政程序',
    en: 'administrative ruling or another administrative procedure',
    article: '31',
    own: true,
    limits: '按该行政程序的规定办理',
  },
  duty: {
    zh: '履行法定职责',
    en: 'reply of an organ with a duty to act',
    article: '31',
    own: true,
    limits: '2 个月内不履行的，可以提起行政诉讼（行政诉讼法第四十七条）',
  },
} as const;
export type Track = keyof typeof TRACKS;

/** The only grounds on which a petition may be refused (不予受理 / 不再受理). Whoever wants another must change the law first. */
export const REFUSAL_BASES = {
  'same-matter-at-higher-organ': {
    title: {
      zh: '已受理或正在办理，法定期限内向上级重复提出',
      en: 'already accepted or being handled, raised again higher up',
    },
    article: '19',
  },
  'litigation-visit': {
    title: {
      zh: '涉诉事项，应向政法部门按诉讼程序提出',
      en: 'a matter for the courts, to be raised under their procedure',
    },
    article: '20',
  },
  'recheck-concluded': {
    title: { zh: '已经复核，同一事实和理由再次提出', en: 'already rechecked, same facts and reasons again' },
    article: '36',
  },
} as const;

/** How two petitions belong together. */
export const RELATIONS = {
  related: '相关',
  sameMatter: '同一事项',
  repeat: '同一人再次提出',
  split: '一件分办',
  newFacts: '新的事实、理由',
} as const;
export type Relation = keyof typeof RELATIONS;

/** What an opinion or a reply to a suggestion may come to, 信访工作条例 Art. 29, 32. */
export const OUTCOMES = {
  support: '予以支持',
  explain: '作出解释说明',
  reject: '不予支持',
  adopt: '采纳',
  partlyAdopt: '部分采纳',
  notAdopt: '未采纳',
} as const;
export type Outcome = keyof typeof OUTCOMES;

/** What 复查 and 复核 may come to: not in the regulation, taken from local rules (practice). */
export const DECISIONS = { uphold: '维持', revoke: '撤销', change: '变更', orderAnew: '责令重新办理' } as const;
export type Decision = keyof typeof DECISIONS;

export const RATINGS = { satisfied: '满意', basically: '基本满意', dissatisfied: '不满意' } as const;
export type Rating = keyof typeof RATINGS;

/** Grounds of a supervision (督办), 信访工作条例 Art. 40. All but the last are seen by the engine itself. */
export const GROUNDS = {
  overdue: '无正当理由未按规定期限办结',
  notReported: '未按规定反馈办理结果',
  procedure: '未按规定程序办理',
  notExecuted: '拒不执行信访处理意见',
  bounced: '两次退回',
  evasion: '推诿、敷衍、拖延、弄虚作假',
} as const;
export type Ground = keyof typeof GROUNDS;

/** The three recommendations (三项建议), 信访工作条例 Art. 40. */
export const RECOMMENDATIONS = { improve: '改进工作', policy: '完善政策', accountability: '追究责任' } as const;
export const ADOPTIONS = { yes: '采纳', partly: '部分采纳', no: '不采纳' } as const;

/** What a person may be in the system. Who sees and does what: libs/office/src/access. */
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

/** Levels of government (行政层级), lowest first: township, county, prefecture, province. */
export const LEVELS = { township: 1, county: 2, prefecture: 3, province: 4 } as const;

interface UnitKindRule {
  readonly zh: string;
  readonly en: string;
  /** Of a government: overdue matters of the units below it climb to it, and from the county on to its petition office. */
  readonly level?: keyof typeof LEVELS;
  /** It answers for the whole area of the government above it: sees what lies there, stands in for it, is told last. */
  readonly isPetitionOffice?: true;
  /** Everybody there knows everybody: what is told in confidence about it is kept from it (Art. 30 ¶3). */
  readonly isNeighbourhood?: true;
}

/** What a unit may be, and what the system decides by it. */
export const UNIT_KINDS = {
  province: { zh: '省、自治区、直辖市', en: 'province', level: 'province' },
  prefecture: { zh: '自治州、地区、盟', en: 'prefecture', level: 'prefecture' },
  city: { zh: '设区的市', en: 'city with districts', level: 'prefecture' },
  county: { zh: '县、自治县、旗', en: 'county', level: 'county' },
  'county-city': { zh: '县级市', en: 'city on the level of a county', level: 'county' },
  district: { zh: '市辖区', en: 'district of a city', level: 'county' },
  township: { zh: '乡、镇', en: 'township', level: 'township' },
  subdistrict: { zh: '街道', en: 'subdistrict', level: 'township' },
  village: { zh: '村', en: 'village', isNeighbourhood: true },
  community: { zh: '社区', en: 'urban community', isNeighbourhood: true },
  'petition-office': { zh: '信访工作机构', en: 'petition office', isPetitionOffice: true },
  department: { zh: '部门、单位', en: 'department' },
  discipline: { zh: '纪检监察机关', en: 'discipline inspection' },
  court: { zh: '人民法院', en: 'court' },
  procuratorate: { zh: '人民检察院', en: 'procuratorate' },
  mediation: { zh: '调解组织', en: 'mediation' },
} as const satisfies Record<string, UnitKindRule>;
export type UnitKind = keyof typeof UNIT_KINDS;

/** What is decided by the kind of a unit. */
export const ruleOfKind = (kind: UnitKind): UnitKindRule => UNIT_KINDS[kind];

/** Which desk owes the next act: a duty is an office, never a petitioner. */
export const DUTIES = {
  registrar: '登记单位',
  unit: '承办单位',
  followUp: '回访人员',
  superior: '上一级机关',
  parties: '协办单位',
  recommended: '被建议单位',
} as const;
export type Duty = keyof typeof DUTIES;

export const ALERT_KINDS = {
  reminder: '到期提醒',
  overdue: '超期',
  escalation: '逐级上报',
  followUpDue: '应回访',
  urged: '催办',
  supervised: '督办',
  urgent: '重大紧急',
  moved: '期限变动',
  unroutable: '无人可送',
  noticeMissing: '缺少放假安排',
} as const;
export type AlertKind = keyof typeof ALERT_KINDS;
/** Kinds that a petition does not ask for: nobody could be found for one, or it is about the system itself. */
export type AlarmKind = 'unroutable' | 'noticeMissing';

/** Why an alert passed by a person or a unit it was meant for. */
export const PASSED_BY = {
  left: { zh: '已离任', en: 'has left' },
  leave: { zh: '请假', en: 'is on leave' },
  delegation: { zh: '已委托他人', en: 'has delegated it' },
  vacancy: { zh: '职位空缺', en: 'holds a vacant post' },
  recused: { zh: '已回避', en: 'is recused' },
  accused: { zh: '被反映', en: 'is complained about' },
  outOfSight: { zh: '无权知悉', en: 'may not see it' },
  noPart: { zh: '不参与此保密件', en: 'takes no part in a confidential matter' },
  nobody: { zh: '无人在岗', en: 'has nobody at work' },
  dissolved: { zh: '已撤销', en: 'was dissolved' },
} as const;
export type PassedBy = keyof typeof PASSED_BY;

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
