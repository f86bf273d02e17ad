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
  'routing.objecting': { zh: '异议核实中', en: 'objection to be decided' },
  'handling.working': { zh: '办理中', en: 'being handled' },
  'reply.approving': { zh: '待签批', en: 'opinion to be approved' },
  'reply.serving': { zh: '待送达', en: 'to be served' },
  'followUp.visit.waiting': { zh: '待回访日', en: 'before the day of the follow-up' },
  'followUp.visit.due': { zh: '应回访', en: 'follow-up due' },
  'followUp.visit.recorded': { zh: '已回访', en: 'followed up' },
  'followUp.reviewWindow.open': { zh: '可申请复查', en: 'review may be asked for' },
  'followUp.reviewWindow.over': { zh: '复查期满', en: 'window for a review is over' },
  'closed.concluded': { zh: '办结', en: 'concluded' },
  'closed.refused': { zh: '不予受理', en: 'refused' },
  'closed.redirected': { zh: '已告知去向', en: 'redirected' },
  'closed.withdrawn': { zh: '已撤回', en: 'withdrawn' },
};

export const DUTY_NAMES = { registrar: 'registering office', unit: 'handling unit', followUp: 'follow-up staff' };

export const UNITS = {
  'calendar-day': { zh: '日', en: 'days' },
  workday: { zh: '个工作日', en: 'working days' },
};

export const MARKS = {
  law: { zh: '法定', en: 'law' },
  practice: { zh: '惯例', en: 'practice' },
  ours: { zh: '自定', en: 'ours' },
};

/** When every region of a parallel state has come to its end. */
export const ALL_DONE = { zh: '各项均毕', en: 'all done' };

/** Rules that may run instead of the one that gave their clock its name, by the state they are met in. */
export const ALSO = {
  'routing.transferring': ['retransfer'],
  'handling.working': ['otherMatter', 'rework'],
  'reply.approving': ['otherMatter', 'rework'],
};

/** Titles too long for the picture. */
export const SHORT_TITLES = {
  retransfer: { zh: '重新转送期限', en: 'transfer again' },
  otherMatter: { zh: '办理期限（非求决类）', en: 'no appeal' },
};
