// Names of the chart's states for people, in both languages. A state without a name here is refused, and so is a name
// without a state.

export const STAGE_NAMES = {
  acceptance: 'Acceptance',
  routing: 'Routing',
  handling: 'Handling',
  reply: 'Reply',
  followUp: 'Follow-up',
  closed: 'Closed',
};

export const STATE_NAMES = {
  'acceptance.registered': { zh: '已登记', en: 'registered' },
  'acceptance.awaitingSupplement': { zh: '待补充材料', en: 'awaiting supplement' },
  'routing.transferring': { zh: '待转送', en: 'to be transferred' },
  'routing.noticing': { zh: '待告知', en: 'notice owed' },
  'routing.objecting': { zh: '异议核实中', en: 'objection raised' },
  'routing.arbitrating': { zh: '待裁定', en: 'arbitration owed' },
  'handling.working': { zh: '办理中', en: 'being handled' },
  'handling.mediating': { zh: '调解中', en: 'in mediation' },
  'handling.hearing': { zh: '听证中', en: 'in a hearing' },
  'handling.merged': { zh: '已并案', en: 'merged' },
  'reply.approving': { zh: '待签批', en: 'approval owed' },
  'reply.serving': { zh: '待送达', en: 'to be served' },
  'followUp.visit.waiting': { zh: '待回访日', en: 'follow-up ahead' },
  'followUp.visit.due': { zh: '应回访', en: 'follow-up due' },
  'followUp.visit.recorded': { zh: '已回访', en: 'followed up' },
  'followUp.remedy.window': { zh: '可申请复查', en: 'review open' },
  'followUp.remedy.reviewing': { zh: '复查中', en: 'under review' },
  'followUp.remedy.recheckWindow': { zh: '可申请复核', en: 'recheck open' },
  'followUp.remedy.rechecking': { zh: '复核中', en: 'under recheck' },
  'followUp.remedy.rechecksHearing': { zh: '复核听证中', en: 'recheck hearing' },
  'followUp.remedy.settled': { zh: '复查、复核已毕', en: 'no remedy left' },
  'closed.concluded': { zh: '办结', en: 'concluded' },
  'closed.answered': { zh: '已当场答复', en: 'answered on the spot' },
  'closed.onFile': { zh: '存档', en: 'reply on file' },
  'closed.refused': { zh: '不予受理', en: 'refused' },
  'closed.redirected': { zh: '已告知去向', en: 'redirected' },
  'closed.routed': { zh: '已导入其他途径', en: 'handed over' },
  'closed.withdrawn': { zh: '已撤回', en: 'withdrawn' },
  report: { zh: '交办反馈', en: 'report owed' },
  execution: { zh: '意见落实', en: 'execution owed' },
  supervision: { zh: '督办反馈', en: 'answer owed' },
  parts: { zh: '协办', en: 'parts owed' },
  recommendation: { zh: '建议反馈', en: 'answer owed' },
};

/** Regions of a stage that run beside each other. */
export const REGION_NAMES = {
  visit: { zh: '回访', en: 'the follow-up' },
  remedy: { zh: '复查、复核', en: 'review and recheck' },
};

export const BESIDE = { zh: '并行职责', en: 'Beside the stages' };
export const ANYTIME = { zh: '任何环节', en: 'In any stage' };

export const DUTY_NAMES = {
  registrar: 'registering office',
  unit: 'handling unit',
  followUp: 'follow-up staff',
  superior: 'unit above',
  parties: 'co-handlers',
  recommended: 'unit recommended to',
};
/** A period that rolls is a window of the petitioner, in which nobody else owes anything. */
export const PETITIONER = { zh: '信访人', en: 'petitioner, who may' };

const UNITS = {
  'calendar-day': { zh: '日', one: 'day', many: 'days' },
  workday: { zh: '个工作日', one: 'working day', many: 'working days' },
  month: { zh: '个月', one: 'month', many: 'months' },
};

/** A length of time in words: 5 个工作日, 5 working days. */
export function lengthOf({ amount, unit }) {
  const { zh, one, many } = UNITS[unit];
  return { zh: `${amount} ${zh}`, en: `${amount} ${amount === 1 ? one : many}` };
}

export const MARKS = {
  law: { zh: '法定', en: 'law' },
  practice: { zh: '惯例', en: 'practice' },
  ours: { zh: '自定', en: 'ours' },
};

/** Where something comes from, in words: its article, or that it has none. */
export function sourceOf({ article, mark }) {
  return article === null ? MARKS[mark] : { zh: `第${article}条`, en: `Art. ${article}` };
}

/** When every region of a parallel state has come to its end. */
export const ALL_DONE = { zh: '各项均毕', en: 'all done' };

const handlingRules = ['handlingSimple', 'duty', 'otherMatter', 'rework'];

/** Rules that may run instead of the one that gave their clock its name, by the state and the clock they are met in. */
export const ALSO = {
  'acceptance.registered': { transfer: ['retransfer'] },
  'acceptance.awaitingSupplement': { transfer: ['retransfer'] },
  'routing.transferring': { transfer: ['transferSimple', 'retransfer'] },
  'routing.noticing': { notice: ['noticeSimple', 'takeUp'] },
  'routing.objecting': { notice: ['noticeSimple', 'takeUp'] },
  'handling.working': { handling: handlingRules },
  'handling.mediating': { handling: ['handlingSimple', 'duty', 'rework'] },
  'handling.hearing': { handling: handlingRules },
  'reply.approving': { handling: handlingRules },
};

/** Titles too long for the picture. */
export const SHORT_TITLES = {
  transferSimple: { zh: '登记转送（简易办理）', en: 'transfer, simplified' },
  retransfer: { zh: '重新转送期限', en: 'transfer again' },
  arbitration: { zh: '裁定承办单位期限', en: 'arbitration from above' },
  noticeSimple: { zh: '受理告知（简易办理）', en: 'notice, simplified' },
  takeUp: { zh: '接收期限（不需告知）', en: 'taking up, nobody to be told' },
  otherMatter: { zh: '办理期限（非求决类）', en: 'no appeal' },
  report: { zh: '交办反馈期限', en: 'report back' },
  execution: { zh: '落实意见期限', en: 'carrying out' },
};
