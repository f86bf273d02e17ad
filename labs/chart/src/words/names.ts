/** What the parts of the chart are called. Where the contract has a Chinese name, it is taken from there. */
import type { Words } from '@huiyin/workflow';
import { DUTIES, STAGES } from '@huiyin/workflow/contract';
import type { Duty, Stage } from '@huiyin/workflow/contract';

const STAGES_IN_ENGLISH: Readonly<Record<Stage, string>> = {
  acceptance: 'Acceptance',
  routing: 'Routing',
  handling: 'Handling',
  reply: 'Reply',
  followUp: 'Follow-up',
  closed: 'Closed',
};

const DUTIES_IN_ENGLISH: Readonly<Record<Duty, string>> = {
  registrar: 'registering office',
  unit: 'handling unit',
  followUp: 'follow-up staff',
  superior: 'unit above',
  parties: 'co-handlers',
  recommended: 'unit recommended to',
};

/** By path. The check of names (check/names.ts) compares them with the states that there are. */
export const STATE_NAMES: Readonly<Record<string, Words>> = {
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
export const REGION_NAMES: Readonly<Record<string, Words>> = {
  visit: { zh: '回访', en: 'the follow-up' },
  remedy: { zh: '复查、复核', en: 'review and recheck' },
};

/** The petitioner, who may act in a window but owes nothing. */
export const PETITIONER: Words = { zh: '信访人', en: 'petitioner, who may' };

/** Headings for what belongs to no single stage. */
export const BESIDE: Words = { zh: '并行职责', en: 'Beside the stages' };
export const ANYTIME: Words = { zh: '任何环节', en: 'In any stage' };

/** What leads on when every region of a parallel state has come to its end. */
export const ALL_DONE: Words = { zh: '各项均毕', en: 'all done' };

export const isStage = (key: string): key is Stage => key in STAGES;
export const stageName = (stage: Stage): Words => ({ zh: STAGES[stage], en: STAGES_IN_ENGLISH[stage] });
export const dutyName = (duty: Duty): Words => ({ zh: DUTIES[duty], en: DUTIES_IN_ENGLISH[duty] });

/** A part without a name is called by its key, and reported by the check of names. */
export const stateName = (path: string): Words => STATE_NAMES[path] ?? keyOf(path);
export const regionName = (key: string): Words => REGION_NAMES[key] ?? keyOf(key);

function keyOf(path: string): Words {
  const key = path.slice(path.lastIndexOf('.') + 1);
  return { zh: key, en: key };
}
